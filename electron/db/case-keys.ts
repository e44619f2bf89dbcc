import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Stores the keys by which an application, named by its rowid, is recognised as the same case. */
export function insertCaseKeys(db: Db, applicationRow: number, keys: readonly number[]): void {
  for (const key of keys)
    prepared(db, "INSERT INTO case_keys (key, application_row) VALUES (?, ?) ON CONFLICT DO NOTHING").run(
      key,
      applicationRow,
    );
}

const PAGE = 20;

/** Walks the rowids of the applications that have one of these keys, the newest first. */
export function* walkCaseKeys(db: Db, keys: readonly number[]): Generator<number> {
  const [one, other = one] = keys;
  if (one === undefined || other === undefined) return;
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const page = prepared<[{ one: number; other: number; before: number }], number>(
      db,
      `SELECT application_row FROM case_keys WHERE key = :one AND application_row < :before
       UNION SELECT application_row FROM case_keys WHERE key = :other AND application_row < :before ORDER BY 1 DESC LIMIT ${PAGE}`,
    )
      .pluck()
      .all({ one, other, before });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last;
  }
}
