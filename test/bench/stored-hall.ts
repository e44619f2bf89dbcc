import { createHash, randomUUID } from "node:crypto";
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FormValues } from "../../shared/form.ts";
import { readSamples } from "../../electron/cli/samples.ts";
import { findApplication, insertApplication, type ApplicationRow } from "../../electron/db/applications.ts";
import { appendAudit } from "../../electron/db/audit.ts";
import { insertClockEvent } from "../../electron/db/clock-events.ts";
import { insertContact, listContacts } from "../../electron/db/contacts.ts";
import type { Db } from "../../electron/db/database.ts";
import { insertOutboxEntry } from "../../electron/db/outbox-entries.ts";
import { insertPrintJob, listPrintJobs } from "../../electron/db/print-jobs.ts";
import { putSetting } from "../../electron/db/settings.ts";
import { operatorAt } from "../../electron/services/cli-actor.ts";
import { submitApplication } from "../../electron/services/intake.ts";
import { openHall, storeFile } from "../../electron/services/open-hall.ts";

const BATCH = 5_000;
/** As many as a large hall takes in on one day. */
export const PER_DAY = 200;
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** The sample with the most utilities: the largest record a window takes in. */
export function largestSample() {
  const [first, ...rest] = readSamples();
  if (first === undefined) throw new Error("no samples");
  return rest.reduce((largest, each) => (each.body.utilities.length > largest.body.utilities.length ? each : largest), first).body;
}

/** The local date of the nth seeded day. */
export const seededDay = (day: number): string => new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);

/** The acceptance number of the nth seeded application. */
export const seededNumber = (nth: number): string => `SEED-${String(nth).padStart(7, "0")}`;

const withApplicant = (form: FormValues, nth: number): FormValues => ({ ...form, header: { ...form["header"], applicant: `示例第${nth}号有限公司`, contact: `示例${nth}` } });

function copyApplication(db: Db, template: ApplicationRow, nth: number): void {
  const day = seededDay(Math.floor(nth / PER_DAY));
  const at = `${day}T0${nth % 9}:${String(nth % 60).padStart(2, "0")}:00.000Z`;
  const id = randomUUID();
  const content = { ...template.content, form: withApplicant(template.content.form, nth) };
  const payload = JSON.stringify({ ...template, id, content });
  const hash = createHash("sha256").update(payload).digest("hex");
  const intakeKey = randomUUID();
  insertApplication(db, { ...template, id, intakeKey, intakeHash: hash, acceptanceNumber: seededNumber(nth), acceptedAt: at, acceptedOn: day, content, hash }, "joint-approval");
  for (const contact of listContacts(db, template.id)) insertContact(db, id, { ...contact, at });
  insertClockEvent(db, id, "intake", at);
  insertOutboxEntry(db, { id: randomUUID(), key: intakeKey, kind: "application.accepted", applicationId: id, sequence: 1, payload, payloadHash: hash, createdAt: at });
  for (const job of listPrintJobs(db, template.id)) insertPrintJob(db, { ...job, id: randomUUID(), applicationId: id, recordHash: hash, createdAt: at });
  appendAudit(db, { at, actor: template.decision.dutyHolder.operatorId, stationId: template.stationId, verb: "application.accepted", subject: id, detail: { hash } });
}

async function seed(dir: string, stored: number): Promise<void> {
  const { hall, close } = await openHall(dir);
  const { db } = hall;
  // A centre by name, to which nothing is due: a hall that runs on this folder starts no embedded one.
  putSetting(db, "centre.url", "http://127.0.0.1:9");
  putSetting(db, "centre.token", "bench");
  if (stored > 0) {
    process.stderr.write(`正在存入 ${stored} 件申请… Storing ${stored} applications…\n`);
    db.pragma("synchronous = OFF");
    const { id } = submitApplication(hall, operatorAt(hall), randomUUID(), largestSample());
    const template = findApplication(db, id);
    if (template === null) throw new Error("the template is gone");
    for (let from = 0; from < stored - 1; from += BATCH) {
      db.transaction(() => {
        for (let nth = from; nth < Math.min(from + BATCH, stored - 1); nth += 1) copyApplication(db, template, nth);
      })();
      db.pragma("wal_checkpoint(TRUNCATE)");
    }
    db.exec("UPDATE outbox_entries SET state = 'sent', receipt = 'R' || id; UPDATE print_jobs SET outcome = 'person-confirmed'; ANALYZE");
    db.pragma("wal_checkpoint(TRUNCATE)");
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

/** A hall's folder with so many applications, sent, printed and spread over days, each with every row that intake writes; `remove` deletes it. */
export async function makeStoredHall(stored: number): Promise<{ dir: string; remove: () => void }> {
  const from = await seededFolder(stored);
  const dir = newFolder();
  copyStore(storeFile(from), storeFile(dir));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
