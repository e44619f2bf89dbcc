import { createHash, randomUUID } from "node:crypto";
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { CaseStatus } from "#shared/case/case-status.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { readSamples } from "#station/cli/intake-file.ts";
import { findApplication, insertApplication, type ApplicationRow } from "#station/db/applications.ts";
import { appendAudit } from "#station/db/audit.ts";
import { insertDeadlineEvent } from "#station/db/deadline-events.ts";
import { insertContact, listContacts } from "#station/db/contacts.ts";
import type { Db } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { MARK_FILES } from "#station/db/store-mark.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { insertPrintJob, listPrintJobs, updatePrintJob } from "#station/db/print-jobs.ts";
import { putSetting } from "#station/db/settings.ts";
import { profileOf } from "#station/records/application.ts";
import { noteCaseKeys } from "#station/records/case-keys.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { openIndexWork } from "#station/records/search-index.ts";
import { invented, inventedCode } from "./invented-people.ts";

const BATCH = 5_000;
/** As many as a large hall takes in on one day. */
export const PER_DAY = 200;
/** Cases that are not closed: those of the last thirty days. */
const OPEN = 30 * PER_DAY;
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** The sample with the most utilities: the largest record a window takes in. */
export function largestSample() {
  const [first, ...rest] = readSamples();
  if (first === undefined) throw new Error("no samples");
  return rest.reduce(
    (largest, each) => (each.body.utilities.length > largest.body.utilities.length ? each : largest),
    first,
  ).body;
}

/** The largest sample, asked for by the nth invented applicant; no two are likely the same case. */
export function bodyOf(nth: number): DraftBody {
  const sample = largestSample();
  return {
    ...sample,
    form: { ...sample.form, header: { ...sample.form["header"], ...invented(nth), creditCode: inventedCode(nth) } },
  };
}

/** The local date of the nth seeded day. */
export const seededDay = (day: number): string => new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);

/** The acceptance number of the nth seeded application. */
export const seededNumber = (nth: number): string =>
  formatAcceptanceNumber({ prefix: "LD09", year: 2024, serial: nth + 1 });

/** Writes every row that intake writes, for the nth applicant, as sent and printed. */
function copyApplication(context: StationContext, template: ApplicationRow, nth: number, status: CaseStatus): void {
  const { db } = context;
  const day = seededDay(Math.floor(nth / PER_DAY));
  const at = `${day}T0${nth % 9}:${String(nth % 60).padStart(2, "0")}:00.000Z`;
  const id = context.newId();
  const content = {
    ...template.content,
    form: {
      ...template.content.form,
      header: { ...template.content.form["header"], ...invented(nth), creditCode: inventedCode(nth) },
    },
  };
  const payload = JSON.stringify({ ...template, id, content });
  const hash = createHash("sha256").update(payload).digest("hex");
  const intakeKey = randomUUID();
  const rowid = insertApplication(
    db,
    {
      ...template,
      id,
      status,
      intakeKey,
      intakeHash: hash,
      acceptanceNumber: seededNumber(nth),
      acceptedAt: at,
      acceptedOn: day,
      content,
      hash,
    },
    "joint-approval",
  );
  noteCaseKeys(db, profileOf(context, template), content, rowid);
  for (const contact of listContacts(db, template.id)) insertContact(db, id, { ...contact, at });
  insertDeadlineEvent(db, id, "intake", at);
  const entry = context.newId();
  insertOutboxEntry(db, {
    id: entry,
    key: intakeKey,
    kind: "application.accepted",
    applicationId: id,
    sequence: 1,
    payload,
    payloadHash: hash,
    createdAt: at,
  });
  outboxPort(db).markSent(entry, `R${entry}`, at);
  for (const job of listPrintJobs(db, template.id)) {
    const copied = { ...job, id: context.newId(), applicationId: id, recordHash: hash, createdAt: at };
    insertPrintJob(db, copied);
    updatePrintJob(db, "queued", { ...copied, outcome: "person-confirmed", changedAt: at });
  }
  appendAudit(db, {
    at,
    actor: template.decision.dutyHolder.operatorId,
    stationId: template.stationId,
    verb: "application.accepted",
    subject: id,
    detail: { hash },
  });
}

/** Makes a store quick to fill, at the price of its safety: for stores that are thrown away. */
export function fillFast(db: Db): void {
  db.pragma("journal_mode = MEMORY");
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -1000000");
}

/** Does something for 0 up to `count`, many in one transaction. */
export function inBatches(db: Db, count: number, one: (nth: number) => void): void {
  for (let from = 0; from < count; from += BATCH) {
    db.transaction(() => {
      for (let nth = from; nth < Math.min(from + BATCH, count); nth += 1) one(nth);
    })();
  }
}

/** Brings the search index up to date, as a hall does beside its work. */
export function indexAll(db: Db): void {
  const step = openIndexWork(db);
  while (step());
}

async function seed(dir: string, stored: number): Promise<void> {
  const { context, close } = await openStation(dir);
  const { db } = context;
  // A centre by name, to which nothing is due: a hall that runs on this folder starts no embedded one.
  putSetting(db, "centre.url", "http://127.0.0.1:9");
  putSetting(db, "centre.token", "bench");
  if (stored > 0) {
    process.stderr.write(`正在存入 ${stored} 件申请… Storing ${stored} applications…\n`);
    fillFast(db);
    const { id } = submitApplication(context, operatorAt(context), { key: randomUUID(), body: bodyOf(stored) });
    const template = findApplication(db, id);
    if (template === null) throw new Error("the template is gone");
    inBatches(db, stored - 1, (nth) =>
      copyApplication(context, template, nth, nth < stored - OPEN ? "closed" : "accepted"),
    );
    indexAll(db);
    db.exec(
      `UPDATE outbox_entries SET state = 'sent', receipt = 'R' || id WHERE state <> 'sent';
        UPDATE print_jobs SET outcome = 'person-confirmed' WHERE outcome IN ('queued', 'sending'); ANALYZE`,
    );
    db.pragma("journal_mode = WAL");
  }
  close();
}

/** Copies a store and waits for the disk to have it: what is still on its way there would slow the flushes that are measured. */
export function copyStore(from: string, to: string): void {
  copyFileSync(from, to);
  const file = openSync(to, "r+");
  fsyncSync(file);
  closeSync(file);
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), "bench-hall-"));
const seeded = new Map<number, string>();

/** The seeded store of that size, made once for all the benches of a run. */
async function seededFolder(stored: number): Promise<string> {
  const known = seeded.get(stored);
  if (known !== undefined) return known;
  const dir = newFolder();
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  await seed(dir, stored);
  seeded.set(stored, dir);
  return dir;
}

/**
 * A hall's folder with stored applications, sent, printed and spread over days, each with every row that intake
 * writes. `remove` deletes it.
 */
export async function makeStoredStation(stored: number): Promise<{ dir: string; remove: () => void }> {
  const from = await seededFolder(stored);
  const dir = newFolder();
  copyStore(storeFile(from), storeFile(dir));
  for (const name of MARK_FILES) copyFileSync(join(from, name), join(dir, name));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
