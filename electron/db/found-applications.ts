import type { CaseStatus } from "#shared/case/case-status.ts";
import type { ApplicationContent } from "#shared/case/application.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredContent } from "./stored-case.ts";
import type { Db } from "./database.ts";
import { unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** The data needed to match an application and to show it in a list. */
export type FoundApplication = {
  id: string;
  acceptanceNumber: string;
  profileHash: string;
  profileId: string;
  status: CaseStatus;
  acceptedAt: Instant;
  content: ApplicationContent;
  window: string;
  remote: boolean;
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
  remote: number;
  name_sealed: Sealed;
  phone_sealed: Sealed;
  organisation: string;
};

const content = jsonColumn("applications.content_sealed", StoredContent);

/** The acceptance number at a place in the order of intake, or null. */
export function findNumberAt(db: Db, rowid: number): string | null {
  return (
    prepared<[number], string>(db, "SELECT acceptance_number FROM applications WHERE rowid = ?").pluck().get(rowid) ??
    null
  );
}

/** The application at a place in the order of intake, or null. */
export function findApplicationAt(db: Db, rowid: number): FoundApplication | null {
  const row = prepared<[number], Row>(
    db,
    `SELECT a.id, a.acceptance_number, a.profile_hash, a.profile_id, a.status, a.accepted_at, a.content_sealed,
      s.name AS window, s.remote, o.name_sealed, o.phone_sealed, o.organisation
       FROM applications a JOIN stations s ON s.id = a.station_id JOIN operators o ON o.id = a.duty_operator_id
         WHERE a.rowid = ?`,
  ).get(rowid);
  if (!row) return null;
  return {
    id: row.id,
    acceptanceNumber: row.acceptance_number,
    profileHash: row.profile_hash,
    profileId: row.profile_id,
    status: row.status,
    acceptedAt: row.accepted_at,
    content: content.read(unseal(row.content_sealed), row.id),
    window: row.window,
    remote: row.remote === 1,
    dutyHolder: { name: unseal(row.name_sealed), phone: unseal(row.phone_sealed), organisation: row.organisation },
  };
}

/** An application as it is read to be indexed; `rowid` is its place in the order of intake. */
export type Unindexed = { rowid: number; acceptanceNumber: string; profileHash: string; content: ApplicationContent };

/** The applications that follow a place in the order of intake, so many at a time. */
export function listApplicationsAfter(db: Db, rowid: number, limit: number): Unindexed[] {
  return prepared<
    [number, number],
    { rowid: number; acceptance_number: string; profile_hash: string; content_sealed: Sealed }
  >(
    db,
    "SELECT rowid, acceptance_number, profile_hash, content_sealed FROM applications WHERE rowid > ? ORDER BY rowid LIMIT ?",
  )
    .all(rowid, limit)
    .map((row) => ({
      rowid: row.rowid,
      acceptanceNumber: row.acceptance_number,
      profileHash: row.profile_hash,
      content: content.read(unseal(row.content_sealed), row.rowid),
    }));
}
