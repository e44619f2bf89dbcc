import { say } from "../shared/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "../shared/problem.ts";
import type { Now } from "../shared/time.ts";
import { addEnrolmentCode } from "./db/enrolment-codes.ts";
import { ensureHall } from "./db/halls.ts";
import type { Sql } from "./db/sql.ts";
import { revokeStation } from "./db/stations.ts";
import { hashEnrolmentCode, makeEnrolmentCode } from "./secrets.ts";

/** Long enough to set up a hall's windows; a code that lies about afterwards opens nothing. */
const CODE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Creates a hall, or finds it by name, and issues it a fresh enrolment code; only the code's hash is kept. */
export async function createHall(sql: Sql, name: string, now: Now): Promise<{ hall: string; letters: string; enrolmentCode: string; validUntil: string }> {
  const hall = await ensureHall(sql, name, now());
  const enrolmentCode = makeEnrolmentCode();
  const validUntil = new Date(Date.parse(now()) + CODE_DAYS * DAY_MS).toISOString();
  await addEnrolmentCode(sql, hall.id, hashEnrolmentCode(enrolmentCode), now(), validUntil);
  return { hall: hall.name, letters: hall.letters, enrolmentCode, validUntil };
}

/** Revokes a station by its prefix; throws a `ProblemError` where no enrolled station has it. */
export async function endStation(sql: Sql, prefix: string, now: Now): Promise<{ prefix: string; revoked: true }> {
  if (await revokeStation(sql, prefix, now())) return { prefix, revoked: true };
  throw problem(
    "no-such-station",
    say("没有使用这个前缀的在册窗口。", "No enrolled station has this prefix."),
    NOTHING_WRITTEN,
    say("请核对前缀（如 A01）。", "Check the prefix, e.g. A01."),
  );
}
