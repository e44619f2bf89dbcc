import type { CaseStatus } from "../../shared/act/follow.ts";
import type { ApplicationContent } from "../../shared/application.ts";
import type { TermQuery } from "../../shared/search-terms.ts";
import type { Instant } from "../../shared/time.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Db } from "./database.ts";
import { unseal, type Sealed } from "./personal.ts";
import { statement } from "./statement.ts";

/** What of an application is needed to say whether it is meant, and to show it in a list. */
export type IndexedApplication = {
  id: string;
  acceptanceNumber: string;
  profileHash: string;
  profileId: string;
  status: CaseStatus;
  acceptedAt: Instant;
  content: ApplicationContent;
  window: string;
  dutyHolder: { name: string; phone: string; organisation: string };
};

type Row = {
  id: string;
  acceptance_number: string;
  profile_hash: string;
  profile_id: string;
  status: CaseStatus;
  accepted_at: string;
  content_sealed: Sealed;
  window: string;
  name_sealed: Sealed;
  phone_sealed: Sealed;
  organisation: string;
};

const PAGE = 100;

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
const idText = (bytes: Buffer): string => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const hashed = (hash: KeyedHash, term: string): string => hash(term).toString(36);

/** Indexes an application under its terms; call it inside the transaction of the intake. */
export function insertSearchRow(db: Db, applicationId: string, terms: readonly string[], hash: KeyedHash): void {
  const { lastInsertRowid } = statement(db, "INSERT INTO search_rows (application_id) VALUES (?)").run(idBytes(applicationId));
  statement(db, "INSERT INTO application_search (rowid, terms) VALUES (?, ?)").run(lastInsertRowid, terms.map((term) => hashed(hash, term)).join(" "));
}

const matchText = (query: TermQuery, hash: KeyedHash): string => query.map((terms) => `(${terms.map((term) => `"${hashed(hash, term)}"`).join(" AND ")})`).join(" OR ");

function findIndexed(db: Db, id: string): IndexedApplication | null {
  const row = statement<[string], Row>(
    db,
    `SELECT a.id, a.acceptance_number, a.profile_hash, a.profile_id, a.status, a.accepted_at, a.content_sealed, s.name AS window, o.name_sealed, o.phone_sealed, o.organisation
       FROM applications a JOIN stations s ON s.id = a.station_id JOIN operators o ON o.id = a.duty_operator_id WHERE a.id = ?`,
  ).get(id);
  if (!row) return null;
  return {
    id: row.id,
    acceptanceNumber: row.acceptance_number,
    profileHash: row.profile_hash,
    profileId: row.profile_id,
    status: row.status,
    acceptedAt: row.accepted_at,
    content: JSON.parse(unseal(row.content_sealed)) as ApplicationContent,
    window: row.window,
    dutyHolder: { name: unseal(row.name_sealed), phone: unseal(row.phone_sealed), organisation: row.organisation },
  };
}

/** Walks the applications that may be meant, the newest first; the caller looks at each and stops when it has enough. */
export function* walkIndex(db: Db, query: TermQuery, hash: KeyedHash): Generator<IndexedApplication> {
  if (query.length === 0) return;
  const match = matchText(query, hash);
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = statement<[string, number], { seq: number; application_id: Buffer }>(
      db,
      `SELECT r.seq, r.application_id FROM application_search JOIN search_rows r ON r.seq = application_search.rowid WHERE application_search MATCH ? AND application_search.rowid < ? ORDER BY application_search.rowid DESC LIMIT ${PAGE}`,
    ).all(match, before);
    for (const { application_id: bytes } of page) {
      const application = findIndexed(db, idText(bytes));
      if (application !== null) yield application;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.seq;
  }
}

/** An application as it is read to be indexed afterwards; `rowid` is its place in the order of intake. */
export type Unindexed = { rowid: number; id: string; acceptanceNumber: string; profileHash: string; content: ApplicationContent };

/** The applications that follow a place in the order of intake, so many at a time. */
export function listForIndex(db: Db, afterRowid: number, limit: number): Unindexed[] {
  return statement<[number, number], { rowid: number; id: string; acceptance_number: string; profile_hash: string; content_sealed: Sealed }>(
    db,
    "SELECT rowid, id, acceptance_number, profile_hash, content_sealed FROM applications WHERE rowid > ? ORDER BY rowid LIMIT ?",
  )
    .all(afterRowid, limit)
    .map((row) => ({ rowid: row.rowid, id: row.id, acceptanceNumber: row.acceptance_number, profileHash: row.profile_hash, content: JSON.parse(unseal(row.content_sealed)) as ApplicationContent }));
}
