import { z } from "zod";
import { DraftBody } from "#shared/case/draft-body.ts";
import { Bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Channel } from "#shared/profile/profile.ts";
import { REFUSAL_GROUNDS, type ReceptionKind, type RefusalGround } from "#shared/case/reception.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** What was received or refused: the draft as typed, and the words on its voucher. */
export type ReceptionContent = {
  body: DraftBody;
  items: string[];
  reason: string;
  ground: RefusalGround | null;
  goTo: string | null;
  /** What the voucher was given in spite of, such as a doubted clock; left out if nothing. */
  warnings?: FieldProblem[] | undefined;
};

/** A visit without an acceptance number (收件、不予受理). */
export type ReceptionRow = {
  id: string;
  draftId: string;
  kind: ReceptionKind;
  number: string;
  /** SHA-256 of the request. It tells a repeated call from another voucher for the same draft. */
  inputHash: string;
  profileHash: string;
  profileId: string;
  channel: Channel;
  at: Instant;
  onDay: LocalDate;
  stationId: string;
  operatorId: string;
  content: ReceptionContent;
  hash: string;
};

type Row = {
  id: string;
  draft_id: string;
  kind: ReceptionKind;
  number: string;
  input_hash: string;
  profile_hash: string;
  profile_id: string;
  channel: Channel;
  at: string;
  on_day: string;
  station_id: string;
  operator_id: string;
  content_sealed: Sealed;
  hash: string;
};

const StoredReception: z.ZodType<ReceptionContent> = z.looseObject({
  body: DraftBody,
  items: z.array(z.string()),
  reason: z.string(),
  ground: z.enum(REFUSAL_GROUNDS).nullable(),
  goTo: z.string().nullable(),
  warnings: z.array(z.object({ path: z.string(), message: Bilingual })).optional(),
});
const content = jsonColumn("receptions.content_sealed", StoredReception);

const fromRow = (row: Row): ReceptionRow => ({
  id: row.id,
  draftId: row.draft_id,
  kind: row.kind,
  number: row.number,
  inputHash: row.input_hash,
  profileHash: row.profile_hash,
  profileId: row.profile_id,
  channel: row.channel,
  at: row.at,
  onDay: row.on_day,
  stationId: row.station_id,
  operatorId: row.operator_id,
  content: content.read(unseal(row.content_sealed), row.id),
  hash: row.hash,
});

/** Adds a reception; it is never changed or removed. */
export function insertReception(db: Db, row: ReceptionRow): void {
  prepared(
    db,
    `INSERT INTO receptions (id, draft_id, kind, number, input_hash, profile_hash, profile_id, channel,
       at, on_day, station_id, operator_id, content_sealed, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.draftId,
    row.kind,
    row.number,
    row.inputHash,
    row.profileHash,
    row.profileId,
    row.channel,
    row.at,
    row.onDay,
    row.stationId,
    row.operatorId,
    seal(content.write(row.content)),
    row.hash,
  );
}

/** The reception with this id or voucher number, or null. */
export function findReception(db: Db, idOrNumber: string): ReceptionRow | null {
  const row = prepared<[string, string], Row>(db, "SELECT * FROM receptions WHERE id = ? OR number = ?").get(
    idOrNumber,
    idOrNumber,
  );
  return row ? fromRow(row) : null;
}

/** The vouchers of a draft so far, oldest first. */
export const listReceptionsOf = (db: Db, draftId: string): ReceptionRow[] =>
  prepared<[string], Row>(db, "SELECT * FROM receptions WHERE draft_id = ? ORDER BY at, rowid")
    .all(draftId)
    .map(fromRow);

/** What was received or refused on a day, in order. */
export const listReceptionsOn = (db: Db, on: LocalDate): ReceptionRow[] =>
  prepared<[string], Row>(db, "SELECT * FROM receptions WHERE on_day = ? ORDER BY at, rowid").all(on).map(fromRow);
