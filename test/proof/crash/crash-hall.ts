import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHall } from "#central/domain/administer.ts";
import type { Sql } from "#central/db/sql.ts";
import { readIntakeFile } from "#station/cli/intake-file.ts";
import { findBrokenLink } from "#station/db/audit.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { enrolAtCentre, findNamedCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { createFeedWorker } from "#station/sync/feed/feed-worker.ts";
import { giveTestAccount } from "#test/helpers/cli-account.ts";
import { goodIntake } from "#test/helpers/intake-sample.ts";
import { testProfiles } from "#test/helpers/store-template.ts";

/** The centre that the halls of this proof are enrolled at. */
export type CrashCentre = { sql: Sql; url: string };

/** A folder of a hall with so many records that wait, and the keys of all that was taken in. */
export type CrashStation = { dir: string; intakeFile: string; intakeKey: string; keys: string[] };

const now = (): string => new Date().toISOString();
const never = (): (() => void) => () => undefined;

function takeIn({ context }: OpenStation, key: string): void {
  const { body } = readIntakeFile({ ...goodIntake(), key }, "online");
  submitApplication(context, operatorAt(context), { key, body, place: "command-line" });
}

/** An empty hall's folder with the account of the tests, from which the others are copied. */
export async function makeEmptyStation(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "proof-crash-base-"));
  const open = await openStation(dir, testProfiles());
  giveTestAccount(open.context);
  open.close();
  return dir;
}

/** Copies the empty hall, enrols it as a hall of its own, and takes in so many records. */
export async function makeCrashStation(
  empty: string,
  { sql, url }: CrashCentre,
  records: number,
): Promise<CrashStation> {
  const dir = mkdtempSync(join(tmpdir(), "proof-crash-"));
  cpSync(empty, dir, { recursive: true });
  const open = await openStation(dir, testProfiles());
  const keys = Array.from({ length: records }, () => randomUUID());
  try {
    await enrolAtCentre(open.context, url, (await createHall(sql, `示例大厅 ${randomUUID()}`, now)).enrolmentCode);
    keys.forEach((key) => takeIn(open, key));
  } finally {
    open.close();
  }
  const intakeKey = randomUUID();
  const intakeFile = join(dir, "intake.json");
  writeFileSync(intakeFile, JSON.stringify({ ...goodIntake(), key: intakeKey }));
  return { dir, intakeFile, intakeKey, keys };
}

/** One pass of each worker to the centre, or to another instance of it at `url`, as at the next start; nobody waits for timers. */
export async function sendAll({ context }: OpenStation, url?: string): Promise<void> {
  const errors: unknown[] = [];
  const centre = () => {
    const named = findNamedCentre(context);
    return named === null ? null : { link: linkTo(url ?? named.url), token: named.token };
  };
  const pull = createFeedWorker({
    context,
    centre,
    setTimer: never,
    resend: () => undefined,
    onError: (error) => errors.push(error),
  });
  const worker = createOutboxWorker({
    port: outboxPort(context.db),
    centre,
    now: context.now,
    random: context.random,
    setTimer: never,
    changed: () => undefined,
    onError: (error) => errors.push(error),
  });
  try {
    await pull.pullNow();
    await worker.retryNow();
  } finally {
    await pull.close();
    await worker.close();
  }
  if (errors.length > 0) throw new Error(`the workers failed: ${errors.map(String).join("; ")}`);
}

type Own = { key: string; payload_hash: string; state: string; receipt: string | null };

/**
 * Opens the folder as the next start does, repeats an unfinished intake, sends what waits, and compares:
 * each record is once here and once at the centre, whole, under one number.
 */
export async function checkCrashStation(
  { dir, intakeKey, keys }: CrashStation,
  { sql }: CrashCentre,
  { repeatsIntake }: { repeatsIntake: boolean },
): Promise<string[]> {
  const wrong: string[] = [];
  const open = await openStation(dir, testProfiles());
  const { db } = open.context;
  try {
    if (db.pragma("integrity_check", { simple: true }) !== "ok") wrong.push("the store is damaged");
    if (findBrokenLink(db) !== null) wrong.push("the audit chain is broken");
    if ((db.pragma("foreign_key_check") as unknown[]).length > 0) wrong.push("a row points nowhere");
    const halves = db
      .prepare<[], { n: number }>(
        `SELECT count(*) AS n FROM applications WHERE id NOT IN (SELECT application_id FROM outbox_entries)
          OR id NOT IN (SELECT application_id FROM print_jobs) OR id NOT IN (SELECT subject FROM audit)`,
      )
      .get()?.n;
    if (halves !== 0) wrong.push(`half written: ${halves}`);
    if (repeatsIntake) takeIn(open, intakeKey);
    const wanted = repeatsIntake ? [...keys, intakeKey] : keys;
    await sendAll(open);
    const own = db.prepare<[], Own>("SELECT key, payload_hash, state, receipt FROM outbox_entries").all();
    if (own.length !== wanted.length) wrong.push(`${own.length} entries for ${wanted.length} records`);
    const numbers = db
      .prepare<[], { all: number; different: number }>(
        "SELECT count(*) AS 'all', count(DISTINCT acceptance_number) AS different FROM applications",
      )
      .get();
    if (numbers?.all !== wanted.length || numbers.different !== wanted.length)
      wrong.push(`numbers: ${JSON.stringify(numbers)}`);
    for (const key of wanted) {
      const here = own.find((one) => one.key === key);
      const there = (await sql.query("select payload_hash, receipt from entries where key = $1", [key])) as {
        payload_hash: string;
        receipt: string;
      }[];
      if (here === undefined || there.length === 0) wrong.push("lost");
      else if (here.state !== "sent") wrong.push(`stuck: ${here.state}`);
      else if (there.length > 1) wrong.push("doubled");
      else if (there[0]?.payload_hash !== here.payload_hash || there[0].receipt !== here.receipt) wrong.push("altered");
    }
  } finally {
    open.close();
  }
  return wrong;
}

/** Removes a hall's folder. */
export const dropHall = (dir: string): void => rmSync(dir, { recursive: true, force: true });
