import type { ApplicationContent } from "#shared/case/application.ts";
import { caseIdentityOf, caseTexts, type CaseIdentity } from "#shared/case/duplicate.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { insertCaseKeys } from "#station/db/case-keys.ts";
import { transaction, type Db } from "#station/db/database.ts";
import { listApplicationsAfter } from "#station/db/found-applications.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { profileOf } from "./application.ts";
import { searchHash } from "./search-index.ts";

/** How far older applications have their keys; `FILLED` once all have. */
const FILLED_TO = "duplicate.filledTo";
const FILLED = "all";
const BATCH = 1_000;

/**
 * The lookup keys of a case. They are hashes, so the database names nobody by them. Equal texts give equal keys;
 * different ones rarely do.
 */
export const caseKeysOf = (db: Db, identity: CaseIdentity): number[] =>
  caseTexts(identity).map((text) => searchHash(db)(text) | 0);

/** Stores the keys of a new application; call it inside the intake's transaction. */
export function noteCaseKeys(db: Db, profile: Profile, content: ApplicationContent, rowid: number): void {
  const identity = caseIdentityOf(profile.form, content);
  if (identity !== null) insertCaseKeys(db, rowid, caseKeysOf(db, identity));
}

/** Fills in the keys of older applications, batch by batch. After a crash it continues where it stopped. */
export function fillCaseKeys(db: Db): void {
  const fillBatch = (): boolean => {
    const from = findSetting(db, FILLED_TO);
    if (from === FILLED) return true;
    return transaction(db, () => {
      const batch = listApplicationsAfter(db, Number(from ?? "0"), BATCH);
      batch.forEach((row) => noteCaseKeys(db, profileOf({ db }, row), row.content, row.rowid));
      const isLast = batch.length < BATCH;
      putSetting(db, FILLED_TO, isLast ? FILLED : String(batch.at(-1)?.rowid ?? 0));
      return isLast;
    });
  };
  while (!fillBatch());
}
