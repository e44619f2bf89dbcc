import { Publication } from "#shared/contract/centre/publications.ts";
import type { PublicationState } from "#shared/contract/publications.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredProblem } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/**
 * One publication of the centre and its state here. `text` is kept until it takes effect, or while it may still be
 * accepted.
 */
export type PublicationRow = {
  item: Publication;
  state: PublicationState;
  text: string | null;
  appliesOn: LocalDate | null;
  reason: Problem | null;
  notifiedAt: Instant;
  changedAt: Instant;
};

type Row = {
  id: string;
  item: string;
  state: PublicationState;
  text_sealed: Sealed | null;
  applies_on: string | null;
  reason: string | null;
  notified_at: string;
  changed_at: string;
};

const SELECT = "SELECT id, item, state, text_sealed, applies_on, reason, notified_at, changed_at FROM publications";

const items = jsonColumn("publications.item", Publication);
const reasons = jsonColumn("publications.reason", StoredProblem);

const fromRow = (row: Row): PublicationRow => ({
  item: items.read(row.item, row.id),
  state: row.state,
  text: row.text_sealed === null ? null : unseal(row.text_sealed),
  appliesOn: row.applies_on,
  reason: reasons.readOrNull(row.reason, row.id),
  notifiedAt: row.notified_at,
  changedAt: row.changed_at,
});

/** Records a publication that the centre announced. Returns true if it is new; the same one again changes nothing. */
export const insertPublication = (db: Db, item: Publication, at: Instant): boolean =>
  prepared(
    db,
    `INSERT INTO publications (id, kind, name, version, hash, item, notified_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(item.id, item.kind, item.name, item.version, item.hash, items.write(item), at, at).changes > 0;

/** The publications in a state, in the order in which they arrived. */
export const listPublicationsIn = (db: Db, state: PublicationState): PublicationRow[] =>
  prepared<[string], Row>(db, `${SELECT} WHERE state = ? ORDER BY notified_at, rowid`).all(state).map(fromRow);

/** The newest publications, whatever their state. */
export const listPublications = (db: Db, limit: number): PublicationRow[] =>
  prepared<[number], Row>(db, `${SELECT} ORDER BY changed_at DESC, rowid DESC LIMIT ?`).all(limit).map(fromRow);

/** How many publications are not yet in force. */
export const countUntaken = (db: Db): number =>
  prepared<[], number>(db, "SELECT count(*) FROM publications WHERE state IN ('offered', 'waiting', 'set-aside')")
    .pluck()
    .get() ?? 0;

/** Deletes the publication that has been quarantined longest and returns it; null where none is. */
export function dropOldestQuarantined(db: Db): Publication | null {
  const row = prepared<[], { id: string; item: string }>(
    db,
    `DELETE FROM publications WHERE rowid =
       (SELECT rowid FROM publications WHERE state = 'set-aside' ORDER BY changed_at, rowid LIMIT 1) RETURNING id, item`,
  ).get();
  return row === undefined ? null : items.read(row.item, row.id);
}

/** The highest version that was ever in force here, by publication; null if none was. */
export const findNewestTaken = (db: Db, { kind, name }: Pick<Publication, "kind" | "name">): number | null =>
  prepared<[string, string], number | null>(
    db,
    "SELECT max(version) FROM publications WHERE kind = ? AND name = ? AND state IN ('in-force', 'replaced')",
  )
    .pluck()
    .get(kind, name) ?? null;

/** Moves a publication to another state. */
export function movePublication(
  db: Db,
  id: string,
  to: { state: PublicationState; text?: string | null; appliesOn?: LocalDate | null; reason?: Problem | null },
  at: Instant,
): void {
  const { state, text = null, appliesOn = null, reason = null } = to;
  prepared(
    db,
    "UPDATE publications SET state = ?, text_sealed = ?, applies_on = ?, reason = ?, changed_at = ? WHERE id = ?",
  ).run(state, text === null ? null : seal(text), appliesOn, reasons.writeOrNull(reason), at, id);
}

/** Replaces all publications under a name up to a version by a newer one: in force, waiting or quarantined. */
export function replacePublications(db: Db, { id, kind, name, version }: Publication, at: Instant): void {
  prepared(
    db,
    `UPDATE publications SET state = 'replaced', text_sealed = NULL, reason = NULL, changed_at = ?
       WHERE kind = ? AND name = ? AND version <= ? AND id <> ? AND state <> 'replaced'`,
  ).run(at, kind, name, version, id);
}

/** Retries quarantined publications that may be accepted now that other rules are in force. */
export function offerAgain(db: Db): void {
  prepared(
    db,
    "UPDATE publications SET state = 'offered', reason = NULL WHERE state = 'set-aside' AND text_sealed IS NOT NULL",
  ).run();
}
