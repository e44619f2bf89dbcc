import { randomBytes } from "node:crypto";
import type { ApplicationContent } from "../../shared/application.ts";
import type { Profile } from "../../shared/profile.ts";
import { searchablesOf, type Searchables } from "../../shared/search-text.ts";
import { termsOf } from "../../shared/search-terms.ts";
import { inOneTransaction, type Db } from "../db/database.ts";
import { getProfileSnapshot } from "../db/profile-snapshots.ts";
import { insertSearchRow, listForIndex } from "../db/search-index.ts";
import { findSetting, putSetting } from "../db/settings.ts";
import { keyedHash, type KeyedHash } from "../keyed-hash.ts";

const KEY = "search.key";
/** How far applications of an earlier version are indexed; `FILLED` once all are. */
const FILLED_TO = "search.filledTo";
const FILLED = "all";
const BATCH = 1_000;

const kept = new WeakMap<Db, KeyedHash>();

/** The hash under which this hall's index hides its terms; its key is made when the index is filled. */
export function searchHash(db: Db): KeyedHash {
  const known = kept.get(db);
  if (known !== undefined) return known;
  const key = findSetting(db, KEY);
  if (key === null) throw new Error("the search index has no key");
  const hash = keyedHash(key);
  kept.set(db, hash);
  return hash;
}

/** What an application can be found by, under its own profile. */
export const searchablesIn = (profile: Profile, content: ApplicationContent, acceptanceNumber: string): Searchables => searchablesOf(profile.form, content.form, acceptanceNumber);

/** Indexes a new application; call it inside the transaction of the intake. */
export function indexApplication(db: Db, profile: Profile, application: { id: string; acceptanceNumber: string; content: ApplicationContent }): void {
  insertSearchRow(db, application.id, termsOf(searchablesIn(profile, application.content, application.acceptanceNumber)), searchHash(db));
}

/** Makes the key of a new index and indexes every application that was there before it, batch by batch; a crash goes on where it stopped. */
export function fillSearchIndex(db: Db): void {
  if (findSetting(db, FILLED_TO) === FILLED) return;
  if (findSetting(db, KEY) === null) putSetting(db, KEY, randomBytes(8).toString("hex"));
  const profiles = new Map<string, Profile>();
  const profileOf = (hash: string): Profile => {
    const profile = profiles.get(hash) ?? (JSON.parse(getProfileSnapshot(db, hash)) as Profile);
    profiles.set(hash, profile);
    return profile;
  };
  const indexBatch = (): boolean =>
    inOneTransaction(db, () => {
      const batch = listForIndex(db, Number(findSetting(db, FILLED_TO) ?? "0"), BATCH);
      batch.forEach((each) => indexApplication(db, profileOf(each.profileHash), each));
      const isLast = batch.length < BATCH;
      putSetting(db, FILLED_TO, isLast ? FILLED : String(batch.at(-1)?.rowid ?? 0));
      return isLast;
    });
  while (!indexBatch());
}
