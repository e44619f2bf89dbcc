import { bilingual } from "#shared/lib/bilingual.ts";
import { readCheckedStore, refuseGone } from "#station/db/checked-store.ts";
import { isCurrentLayout } from "#station/db/database.ts";
import { formerStores } from "#station/db/migrate.ts";
import { damagedStore } from "#station/db/store-faults.ts";
import { storeReason } from "#station/db/store-reason.ts";
import { CHAIN_START, checkChain, type ChainPlace } from "#station/db/audit.ts";
import { findChangedGuards } from "#station/db/guarded-rows.ts";
import { checkStore } from "#station/db/store-check.ts";
import { findMarkFaults } from "#station/db/store-mark.ts";
import type { ChangedRow } from "#station/core/health-book.ts";
import { findAbsentFiles } from "#station/records/file-verifier.ts";
import { findChangedRows } from "#station/records/record-check.ts";
import {
  brokenChain,
  changedGuards,
  changedRecords,
  damagedFiles,
  unwrittenMark,
} from "#station/health/station-health.ts";
import { ProblemError, type Problem } from "#shared/lib/problem.ts";
import { badFinding, finding, type Finding } from "#station/app/finding.ts";

/**
 * What `hall doctor` finds in a hall's store; null without a store. `upTo` and `complete` say how far the audit log
 * was recomputed.
 */
type StoreFindings = {
  damage: Problem | null;
  chain: { upTo: number; complete: boolean; broken: Problem | null };
  changed: ChangedRow[];
  files: string[];
  guards: string[];
};

/** How long recomputing the audit log may take; the program checks larger stores while it works. */
const MAX_MS = 20_000;
const SLICE = 5000;
const MAX_NAMED = 10;

/** Looks through the store of a folder without changing it; throws a problem where it cannot be opened at all. */
function findStoreFindings(dataDir: string): StoreFindings | null {
  if (!refuseGone(dataDir).isThere) return null;
  const db = readCheckedStore(dataDir);
  try {
    const fault = checkStore(db);
    if (fault !== null)
      return {
        damage: damagedStore(bilingual(fault, fault)).problem,
        chain: { upTo: 0, complete: false, broken: null },
        changed: [],
        files: [],
        guards: [],
      };
    const until = performance.now() + MAX_MS;
    for (let place: ChainPlace = CHAIN_START; ;) {
      const { end, brokenAt, done } = checkChain(db, place, SLICE);
      if (done || performance.now() > until)
        return {
          damage: null,
          chain: {
            upTo: end.seq,
            complete: done && brokenAt === null,
            broken: brokenAt === null ? null : brokenChain(brokenAt).problem,
          },
          changed: isCurrentLayout(db) ? findChangedRows(db, MAX_NAMED) : [],
          guards: isCurrentLayout(db) ? findChangedGuards(db).slice(0, MAX_NAMED) : [],
          files: isCurrentLayout(db) ? findAbsentFiles(db, dataDir, MAX_NAMED) : [],
        };
      place = end;
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // A page that cannot be read shows itself only when it is read.
    return {
      damage: damagedStore(storeReason(error)).problem,
      chain: { upTo: 0, complete: false, broken: null },
      changed: [],
      files: [],
      guards: [],
    };
  } finally {
    db.close();
  }
}

/** The copies of the mark that cannot be written; nothing where both can. */
const markFindings = (dataDir: string): Finding[] =>
  findMarkFaults(dataDir)
    .slice(0, 1)
    .map(({ error }) => badFinding("store-mark", unwrittenMark(storeReason(error)).problem));

/** The stores that migrations replaced and kept; an administrator removes them once the new version has proved itself. */
export function formerStoreFinding(dataDir: string): Finding[] {
  const names = formerStores(dataDir).join("、");
  if (names === "") return [];
  return [
    finding(
      "former-store",
      true,
      bilingual(
        `升级前的数据还留着：${names}；确认新版本可用后可以删除`,
        `stores from before an upgrade are kept: ${names}; remove them once the new version has proved itself`,
      ),
      null,
    ),
  ];
}

/** Whether the hall's store is whole, and its audit with it; a store that cannot be opened is a finding too. */
export function records(dataDir: string): Finding[] {
  try {
    const found = findStoreFindings(dataDir);
    if (found === null) return [finding("store", true, bilingual("还没有大厅数据", "no hall here yet"), null)];
    const { damage, chain, changed, files, guards } = found;
    const sound =
      damage === null
        ? finding("store", true, bilingual("数据文件完整", "the store is whole"), null)
        : badFinding("store", damage);
    if (damage !== null) return [sound];
    const spoilt = [
      ...markFindings(dataDir),
      ...(changed.length === 0 ? [] : [badFinding("records", changedRecords(changed).problem)]),
      ...(guards.length === 0 ? [] : [badFinding("access", changedGuards(guards).problem)]),
      ...(files.length === 0 ? [] : [badFinding("files", damagedFiles(files).problem)]),
    ];
    if (chain.broken !== null) return [sound, ...spoilt, badFinding("audit-chain", chain.broken)];
    return [
      sound,
      ...spoilt,
      chain.complete
        ? finding(
            "audit-chain",
            true,
            bilingual(
              `操作留痕 1–${chain.upTo} 条逐条核对，完整`,
              `audit: entries 1 to ${chain.upTo} recomputed and whole`,
            ),
            null,
          )
        : finding(
            "audit-chain",
            true,
            bilingual(
              `操作留痕核对到第 ${chain.upTo} 条，未见异常；其余由窗口程序在空闲时核对`,
              `audit: recomputed up to entry ${chain.upTo}, nothing wrong; the program goes through the rest when idle`,
            ),
            null,
          ),
    ];
  } catch (error) {
    if (error instanceof ProblemError) return [badFinding("store", error.problem)];
    throw error;
  }
}
