import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { localDateOf } from "#shared/time/instant.ts";
import { isApplicationSent } from "#station/db/outbox-entries.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { streamLedger } from "#station/supervision/ledger.ts";
import { openStation } from "#station/app/open-station.ts";
import { renderSet } from "#station/documents/document-set.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { needed, type CommandBody } from "./command.ts";
import { demoTable, type Made, type MadeLedger } from "./demo-table.ts";
import { makeEmptyFolder, writeFiles } from "./out-folder.ts";
import { reportError } from "./terminal.ts";
import { readSamples, type Sample } from "./intake-file.ts";
import { terminal } from "./terminal.ts";

const LEDGER_FORMATS = ["xlsx", "csv"] as const;

/** Accepts one sample and writes its documents and its slip. */
async function makeOne(context: StationContext, out: string, sample: Sample): Promise<Made> {
  const application = submitApplication(context, operatorAt(context), {
    key: randomUUID(),
    body: sample.body,
    place: "command-line",
  });
  const set = await renderSet(context, getApplicationRow(context, application.id));
  const files = await writeFiles(join(out, sample.profileId, sample.number), set.files);
  return {
    profile: sample.profileId,
    number: sample.number,
    id: application.id,
    acceptanceNumber: application.acceptanceNumber,
    route: strictestRoute(application.routes.map((route) => route.route)),
    dutyHolder: application.dutyHolder,
    files: files.map((name) => `${sample.profileId}/${sample.number}/${name}`),
    specimens: set.specimens,
    unprintable: set.unprintable,
    synced: false,
  };
}

/** Writes the ledger of the days on which something was taken in: one, or two where midnight came between. */
async function writeLedgers(context: StationContext, out: string, made: Made[]): Promise<MadeLedger[]> {
  const days = [...new Set(made.map((each) => getApplicationRow(context, each.id).acceptedOn))];
  const ledgers: MadeLedger[] = [];
  for (const date of days.length === 0 ? [localDateOf(context.now())] : days) {
    const files = LEDGER_FORMATS.map((format) => ({
      format,
      name: `ledger-${date}.${format}`,
      ledger: streamLedger(context, date, format),
    }));
    for (const { name, ledger } of files) await writeWhole(join(out, name), ledger.chunks);
    ledgers.push({ date, rows: files[0]?.ledger.rows ?? 0, files: files.map(({ name }) => name) });
  }
  return ledgers;
}

const grouped = (made: Made[]) =>
  Object.entries(Object.groupBy(made, (each) => each.profile)).map(([profile, applications]) => ({
    profile,
    applications,
  }));

/**
 * `hall demo`: intake, documents, centre and ledger on the shipped samples, in a new hall of its own. Exits with 1
 * where anything was not made.
 */
export const demoCommand: CommandBody = {
  async run(input) {
    const began = performance.now();
    const out = needed(input, "out");
    const samples = readSamples();
    makeEmptyFolder(out);
    const open = await openStation(join(out, "hall"));
    const outbox = startSync(open.context, reportError);
    try {
      const made: Made[] = [];
      for (const sample of samples) made.push(await makeOne(open.context, out, sample));
      await outbox.ready;
      await outbox.outboxWorker.retryNow();
      const synced = made.map((each) => ({ ...each, synced: isApplicationSent(open.context.db, each.id) }));
      const ledger = await writeLedgers(open.context, out, synced);
      const hold = outbox.outboxWorker.pause();
      if (hold !== null)
        terminal.note(`${hold.reason.what.zh}${hold.reason.next.zh}`, `${hold.reason.what.en} ${hold.reason.next.en}`);
      process.stderr.write(demoTable(open.context, synced, ledger));
      const complete =
        synced.length > 0 &&
        synced.every((each) => each.synced && each.unprintable.length === 0) &&
        ledger.reduce((sum, each) => sum + each.rows, 0) === synced.length;
      terminal.result({
        out,
        hall: join(out, "hall"),
        complete,
        seconds: Math.round((performance.now() - began) / 100) / 10,
        localities: grouped(synced),
        ledger,
      });
      return complete ? 0 : 1;
    } finally {
      await outbox.close();
      open.close();
    }
  },
};
