import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { type Shortfall } from "#station/db/checked-store.ts";
import { readDatabase } from "#station/db/database.ts";
import { listOperators, type Operator } from "#station/db/operators.ts";
import { raiseSeries } from "#station/db/number-series.ts";
import { findStation } from "#station/db/stations.ts";
import { goneStore, missingNumbers, type MissingNumbers } from "#station/db/store-faults.ts";
import { MARK_FILES } from "#station/db/store-mark.ts";
import { findPosition, insertIdentity, raiseCommits } from "#station/db/store-position.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { recordGuards } from "#station/core/guarded-state.ts";
import { changeAs } from "#station/core/unit-of-work.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { findByPin } from "#station/people/pin-hash.ts";

/** What a person accepts who goes on with a restored store. */
export type AcceptedShortfall = { shortfall: Shortfall; by: string };

/** The numbers that were given and are not in the store. */
export const numbersMissing = ({ mark, stored }: Shortfall): MissingNumbers[] =>
  missingNumbers(mark?.series ?? [], stored?.series ?? []);

/** The supervisor with this PIN in a store that is only read; throws where there is none, or no hall at all. */
export async function supervisorIn(dir: string, pin: string): Promise<Operator> {
  const db = readDatabase(storeFile(dir));
  try {
    if (findStation(db) === null) throw goneStore(dir, "without-hall", [...MARK_FILES]);
    const supervisors = listOperators(db).filter(({ role }) => role === "supervisor");
    const found = await findByPin(supervisors, pin);
    if (found !== null) return found;
  } finally {
    db.close();
  }
  throw problem(
    "wrong-pin",
    bilingual("不是值班主管的口令。", "This is not a supervisor's PIN."),
    NOTHING_WRITTEN,
    bilingual("没有改动任何内容；请值班主管本人操作。", "Nothing was changed; the supervisor has to do this."),
  );
}

/** The problem of a loss that nobody has accepted yet. */
export const lossNotAccepted = (): ProblemError =>
  problem(
    "loss-not-accepted",
    bilingual(
      "现有数据没有被接受：其中缺少保存过的内容。",
      "The store was not accepted: it lacks what was saved in it.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "先找备份，并请中心平台核对缺少的编号；确实找不回时加 --accept-loss。",
      "Look for a backup and ask the centre for the missing numbers first. If they cannot be found, add --accept-loss.",
    ),
  );

/** Copies the log and the mark into a folder of their own, so that what could still be read of them stays. */
export function keepLogAndMark(dir: string, at: Instant): string {
  const kept = join(dir, `kept-${at.replace(/[^0-9]/g, "").slice(0, 14)}`);
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  for (const name of ["hall.db-wal", ...MARK_FILES])
    if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(kept, name));
  return kept;
}

/**
 * Accepts a store as it is, in one commit: numbers that were given are never given again, and the audit log says who
 * accepted what. The new mark follows.
 */
export function acceptShortfall(context: StationContext, { shortfall, by }: AcceptedShortfall): void {
  const { db } = context;
  const { mark, stored, fault } = shortfall;
  const { id, prefix: own } = context.station();
  changeAs(context, by, (unit) => {
    if (findPosition(db) === null) insertIdentity(db, context.newId());
    // Numbers of another hall's mark are not this station's.
    for (const { prefix, year, serial } of mark?.series ?? [])
      if (prefix.startsWith(own)) raiseSeries(db, prefix, year, serial);
    if (mark !== null) raiseCommits(db, mark.commits + 1);
    unit.audit("store.restored", id, {
      why: fault?.problem.code ?? null,
      missing: numbersMissing(shortfall).map(({ first, last, count }) => ({ first, last, count })),
      auditBefore: mark?.audit.seq ?? null,
      auditNow: stored?.audit.seq ?? 0,
    });
    recordGuards(unit);
  });
}
