import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { DAY_MS, later, type Now } from "#shared/time/instant.ts";
import type { StationKind } from "#shared/contract/centre/station.ts";
import { addEnrolmentCode } from "#central/db/enrolment-codes.ts";
import { addAgency, addAgencyHalls, findAgencyByName, offerAgencyToken, revokeAgency } from "#central/db/agencies.ts";
import { listHallAnew } from "#central/db/agency-lists.ts";
import { listReads, type ReadLine } from "#central/db/agency-reads.ts";
import { findApplicationIds } from "#central/db/intakes.ts";
import { lockIndexer } from "#central/db/unread-entries.ts";
import { readProfilesAtHand } from "./profiles-at-hand.ts";
import { errorCode } from "#central/lib/errors.ts";
import { ensureHall } from "#central/db/halls.ts";
import type { Sql } from "#central/db/sql.ts";
import { revokeStation, setStationKind } from "#central/db/stations.ts";
import { hashEnrolmentCode, makeEnrolmentCode, makeToken, sha256Hex } from "#central/lib/secrets.ts";

/** Long enough to set up a hall; a code found later is useless. */
const CODE_DAYS = 30;

/**
 * Creates a hall, or finds it by name, and issues a new enrolment code for one station of a kind. Only its hash is stored.
 */
export async function createHall(
  sql: Sql,
  name: string,
  now: Now,
  kind: StationKind = "window",
): Promise<{ hall: string; letters: string; kind: StationKind; enrolmentCode: string; validUntil: string }> {
  const hall = await ensureHall(sql, name, now());
  const enrolmentCode = makeEnrolmentCode();
  const validUntil = later(now(), CODE_DAYS * DAY_MS);
  const code = { hallId: hall.id, codeHash: hashEnrolmentCode(enrolmentCode), kind, expiresAt: validUntil };
  await addEnrolmentCode(sql, code, now());
  return { hall: hall.name, letters: hall.letters, kind, enrolmentCode, validUntil };
}

/** Names the kind of stations that were enrolled without one, all or none of them; throws a `ProblemError`. */
export async function nameKind(
  sql: Sql,
  { kind, prefixes }: { kind: StationKind; prefixes: readonly string[] },
): Promise<{ kind: StationKind; prefixes: readonly string[] }> {
  await sql.transaction(async (tx) => {
    for (const prefix of prefixes) if (!(await setStationKind(tx, prefix, kind))) throw kindStands(prefix);
  });
  return { kind, prefixes };
}

const kindStands = (prefix: string) =>
  problem(
    "kind-stands",
    bilingual(
      `${prefix.slice(0, 8)} 不是在册窗口，或类别早已登记。类别自注册起不再改变。`,
      `${prefix.slice(0, 8)} is no station, or its kind is recorded already. A kind does not change after the enrolment.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请核对前缀（list-stations 可查）。要改类别，请吊销后用相应类别的注册码重新注册。",
      "Check the prefix; list-stations shows them. For another kind, revoke the station and enrol it with a code of that kind.",
    ),
  );

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
 * Throws a `ProblemError` if the name is taken, or a hall or the utility is unknown: its list would be empty for ever.
 */
export async function createAgency(
  sql: Sql,
  { name, utility, halls }: { name: string; utility: string | null; halls: readonly string[] },
  now: Now,
): Promise<{ agency: string; utility: string | null; halls: readonly string[]; token: string }> {
  if (utility !== null) {
    const { utilities } = await readProfilesAtHand(sql);
    if (!utilities.has(utility)) throw unknownUtility(utility, [...utilities].sort());
  }
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

/** Revokes an agency by its name; throws a `ProblemError` if none has it. Then the name is free again. */
export async function endAgency(sql: Sql, name: string, now: Now): Promise<{ agency: string; revoked: true }> {
  if (await revokeAgency(sql, name, now())) return { agency: name, revoked: true };
  throw unknownAgency();
}

/** Issues an agency's next token, shown once; the present one ends ten minutes after the first use of the next. */
export async function changeAgencyToken(sql: Sql, name: string): Promise<{ agency: string; token: string }> {
  const token = makeToken();
  if (await offerAgencyToken(sql, name, sha256Hex(token))) return { agency: name, token };
  throw unknownAgency();
}

/** Lets an agency work for further halls. Their open applications are listed anew, as its cursor may be past them. */
export async function giveHalls(
  sql: Sql,
  { name, halls }: { name: string; halls: readonly string[] },
): Promise<{ agency: string; halls: readonly string[]; added: number }> {
  return sql.transaction(async (tx) => {
    await tx.query("set local statement_timeout = 0");
    await lockIndexer(tx);
    const agency = await findAgencyByName(tx, name);
    if (agency === null) throw unknownAgency();
    const added = await addAgencyHalls(tx, agency.id, halls);
    if (added === null) throw unknownHall();
    for (const hallId of added) await listHallAnew(tx, agency, hallId);
    return { agency: name, halls, added: added.length };
  });
}

/** Who was shown an application, by its id or acceptance number. */
export async function readsOf(
  sql: Sql,
  idOrNumber: string,
): Promise<{ applications: { applicationId: string; reads: ReadLine[] }[] }> {
  const ids = await findApplicationIds(sql, idOrNumber);
  if (ids.length === 0) throw unknownApplication();
  const applications: { applicationId: string; reads: ReadLine[] }[] = [];
  for (const applicationId of ids) applications.push({ applicationId, reads: await listReads(sql, applicationId) });
  return { applications };
}

const unknownAgency = () =>
  problem(
    "no-such-agency",
    bilingual("没有登记过这个名称的单位，或已吊销。", "No agency of this name is registered, or it was revoked."),
    NOTHING_WRITTEN,
    bilingual("请核对名称（list-agencies 可查）。", "Check the name; list-agencies shows them."),
  );

const unknownApplication = () =>
  problem(
    "no-such-application",
    bilingual("没有这件报装申请。", "There is no such application."),
    NOTHING_WRITTEN,
    bilingual("请核对受理编号。", "Check the acceptance number."),
  );

const unknownUtility = (utility: string, known: readonly string[]) =>
  problem(
    "no-such-utility",
    bilingual(
      `现有地方规则中没有业务 ${utility}，登记后它的清单会一直是空的。`,
      `No profile at hand has the utility ${utility}, so its list would stay empty.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      `现有业务：${known.join("、")}。当地另有业务的，请先发布含该业务的地方规则。`,
      `Known: ${known.join(", ")}. For another, publish the profile that has it first.`,
    ),
  );

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
      "请换一个名称。更换令牌请用 change-token，增加大厅请用 give-hall。",
      "Choose another. Use change-token for a new token, and give-hall for a further hall.",
    ),
  );
