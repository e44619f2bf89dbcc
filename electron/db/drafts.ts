import { DraftBody } from "#shared/case/draft-body.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** What a clerk has typed and not yet accepted. */
export type DraftRow = {
  id: string;
  body: DraftBody;
  operatorId: string;
  savedAt: Instant;
  /** How often it was saved. */ version: number;
};

type Row = { id: string; body_sealed: Sealed; operator_id: string; saved_at: string; version: number };

const body = jsonColumn("drafts.body_sealed", DraftBody);

const fromRow = (row: Row): DraftRow => ({
  id: row.id,
  body: body.read(unseal(row.body_sealed), row.id),
  operatorId: row.operator_id,
  savedAt: row.saved_at,
  version: row.version,
});

/** Saves a draft over what was there. */
export function putDraft(db: Db, draft: DraftRow): void {
  prepared(
    db,
    `INSERT INTO drafts (id, profile_id, body_sealed, operator_id, saved_at, version) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET profile_id = excluded.profile_id, body_sealed = excluded.body_sealed,
       operator_id = excluded.operator_id, saved_at = excluded.saved_at, version = excluded.version`,
  ).run(draft.id, draft.body.profileId, seal(body.write(draft.body)), draft.operatorId, draft.savedAt, draft.version);
}

/** Every draft that waits, the newest first. */
export function listDrafts(db: Db): DraftRow[] {
  return prepared<[], Row>(db, "SELECT * FROM drafts ORDER BY saved_at DESC").all().map(fromRow);
}

/** How many drafts wait. */
export const countDrafts = (db: Db): number =>
  prepared<[], number>(db, "SELECT count(*) FROM drafts").pluck().get() ?? 0;

/** One draft, or null. */
export function findDraft(db: Db, id: string): DraftRow | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM drafts WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** Who saved a draft last, when, and as which version, without unsealing its content; null if there is no draft. */
export function findDraftMark(db: Db, id: string): Pick<DraftRow, "operatorId" | "savedAt" | "version"> | null {
  return (
    prepared<[string], Pick<DraftRow, "operatorId" | "savedAt" | "version">>(
      db,
      "SELECT operator_id AS operatorId, saved_at AS savedAt, version FROM drafts WHERE id = ?",
    ).get(id) ?? null
  );
}

/** Removes a draft: it was accepted, or a person discarded it. */
export function deleteDraft(db: Db, id: string): boolean {
  return prepared(db, "DELETE FROM drafts WHERE id = ?").run(id).changes > 0;
}
