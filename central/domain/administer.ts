import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { DAY_MS, later, type Now } from "#shared/time/instant.ts";
import { addEnrolmentCode } from "#central/db/enrolment-codes.ts";
import { addAgency, revokeAgency } from "#central/db/agencies.ts";
import { errorCode } from "#central/lib/errors.ts";
import { ensureHall } from "#central/db/halls.ts";
import type { Sql } from "#central/db/sql.ts";
import { revokeStation } from "#central/db/stations.ts";
import { hashEnrolmentCode, makeEnrolmentCode, makeToken, sha256Hex } from "#central/lib/secrets.ts";

/** Long enough to set up a hall; a code found later is useless. */
const CODE_DAYS = 30;

/** Creates a hall, or finds it by name, and issues a new enrolment code; only its hash is stored. */
export async function createHall(
  sql: Sql,
  name: string,
  now: Now,
): Promise<{ hall: string; letters: string; enrolmentCode: string; validUntil: string }> {
  const hall = await ensureHall(sql, name, now());
  const enrolmentCode = makeEnrolmentCode();
  const validUntil = later(now(), CODE_DAYS * DAY_MS);
  const code = { hallId: hall.id, codeHash: hashEnrolmentCode(enrolmentCode), expiresAt: validUntil };
  await addEnrolmentCode(sql, code, now());
  return { hall: hall.name, letters: hall.letters, enrolmentCode, validUntil };
}

/** Revokes a station by its prefix; throws a `ProblemError` if no enrolled station has it. */
export async function endStation(sql: Sql, prefix: string, now: Now): Promise<{ prefix: string; revoked: true }> {
  if (await revokeStation(sql, prefix, now())) return { prefix, revoked: true };
  throw problem(
    "no-such-station",
    bilingual("没有使用这个前缀的在册窗口。", "No enrolled station has this prefix."),
    NOTHING_WRITTEN,
    bilingual("请核对前缀（如 A01）。", "Check the prefix, e.g. A01."),
  );
}

const UNIQUE_VIOLATION = "23505";

/**
 * Registers an agency for some halls and returns its token, of which only the hash is stored.
 * Throws a `ProblemError` if the name is taken or a hall is unknown.
 */
export async function createAgency(
  sql: Sql,
  { name, utility, halls }: { name: string; utility: string | null; halls: readonly string[] },
  now: Now,
): Promise<{ agency: string; utility: string | null; halls: readonly string[]; token: string }> {
  const token = makeToken();
  await sql
    .transaction(async (tx) => {
      if (!(await addAgency(tx, { name, utility, halls, tokenHash: sha256Hex(token) }, now()))) throw unknownHall();
    })
    .catch((error: unknown) => {
      throw errorCode(error) === UNIQUE_VIOLATION ? nameTaken() : error;
    });
  return { agency: name, utility, halls, token };
}

/** Revokes an agency by its name; throws a `ProblemError` if none has it. */
export async function endAgency(sql: Sql, name: string, now: Now): Promise<{ agency: string; revoked: true }> {
  if (await revokeAgency(sql, name, now())) return { agency: name, revoked: true };
  throw problem(
    "no-such-agency",
    bilingual("没有登记过这个名称的单位，或已吊销。", "No agency of this name is registered, or it was revoked."),
    NOTHING_WRITTEN,
    bilingual("请核对名称。", "Check the name."),
  );
}

/** Refuses a command that names an unknown hall. */
export const unknownHall = () =>
  problem(
    "no-such-hall",
    bilingual("有的大厅没有登记过。", "One of the halls is unknown."),
    NOTHING_WRITTEN,
    bilingual("请核对大厅名称（list-stations 可查）。", "Check the halls' names; list-stations shows them."),
  );

const nameTaken = () =>
  problem(
    "name-taken",
    bilingual("这个名称已登记过。", "This name is registered already."),
    NOTHING_WRITTEN,
    bilingual(
      "请换一个名称；更换令牌时先吊销旧的，用新名称登记。",
      "Choose another. To change a token, revoke the agency and register it under a new name.",
    ),
  );
