import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { performAct } from "#station/cases/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { MARK_FILES } from "#station/db/store-mark.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { keepFile } from "#station/lib/file-store.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** What a station said was saved: each number with its record, and the kept files. */
export type Acknowledged = { records: Map<string, string>; files: string[] };

/** A hall as it lies on the disk at one moment, and what it had acknowledged by then. */
export type Snapshot = { name: string; dir: string; acknowledged: Acknowledged };

/** The moments of one hall that are damaged, an older copy of it, and its station. */
export type SampleHall = { snapshots: Snapshot[]; older: string; stationId: string; remove: () => void };

const TAKEN_EACH = 4;

/** What of a stored application must come back as it was. */
export const savedOf = ({ hash, status, content, decision }: ApplicationRow): string =>
  canonicalJson([hash, status, content, decision]);

/** Opens a folder as the program does. */
export const openSample = (dir: string): Promise<OpenStation> => openStation(dir, testProfiles());

/** Takes in one more application; returns its number. */
export function takeOne({ context }: OpenStation): { number: string; id: string } {
  const { acceptanceNumber, id } = submitApplication(context, operatorAt(context), {
    key: randomUUID(),
    body: yunhaiDraft(),
  });
  return { number: acceptanceNumber, id };
}

/** Makes the hall once; each play damages a copy of one of its moments. */
export async function makeSampleHall(): Promise<SampleHall> {
  const root = mkdtempSync(join(tmpdir(), "store-proof-"));
  const working = join(root, "working");
  const acknowledged: Acknowledged = { records: new Map(), files: [] };
  const snapshots: Snapshot[] = [];
  const keep = (name: string): string => {
    const dir = join(root, name);
    cpSync(working, dir, { recursive: true });
    return dir;
  };
  const note = (name: string): void => {
    const { records, files } = acknowledged;
    snapshots.push({ name, dir: keep(name), acknowledged: { records: new Map(records), files: [...files] } });
  };
  async function work(station: OpenStation): Promise<void> {
    for (let nth = 0; nth < TAKEN_EACH; nth += 1) {
      const { number, id } = takeOne(station);
      acknowledged.records.set(number, savedOf(getApplicationRow(station.context, id)));
      if (nth !== 1) continue;
      const act = { kind: "application.withdrawn", reason: "示例" } as const;
      performAct(station.context, operatorAt(station.context), { applicationId: id, shownVersion: 1, act });
      acknowledged.records.set(number, savedOf(getApplicationRow(station.context, id)));
    }
    acknowledged.files.push(await keepFile(working, Buffer.from(`${randomUUID()}`.repeat(200))));
  }
  cpSync(await planted(root), working, { recursive: true });
  const first = await openSample(working);
  const stationId = first.context.station().id;
  await work(first);
  first.close();
  const older = keep("older");
  const station = await openSample(working);
  await work(station);
  note("killed with all of it in the log");
  station.context.db.pragma("wal_checkpoint(PASSIVE)");
  note("killed after the log was worked in");
  await work(station);
  note("killed with a part in the log");
  // The program ends between a commit and its mark.
  const marks = MARK_FILES.map((name) => join(working, name));
  const before = join(root, "marks");
  for (const path of marks) cpSync(path, join(before, path.slice(working.length)));
  // Nobody heard of this act yet: it is not acknowledged before its mark is written.
  const { number, id } = takeOne(station);
  note("killed between a commit and its mark");
  const last = snapshots.at(-1)?.dir ?? "";
  for (const path of marks) cpSync(join(before, path.slice(working.length)), join(last, path.slice(working.length)));
  acknowledged.records.set(number, savedOf(getApplicationRow(station.context, id)));
  station.close();
  note("closed in order");
  return { snapshots, older, stationId, remove: () => rmSync(root, { recursive: true, force: true }) };
}

async function planted(root: string): Promise<string> {
  const dir = mkdtempSync(join(root, "planted-"));
  await plantStore(dir);
  return dir;
}
