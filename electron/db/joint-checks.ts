import { z } from "zod";
import { DraftBody } from "#shared/case/draft-body.ts";
import type { JointCheck } from "#shared/case/joint-check.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** One joint check (共同核对) of one draft; `body` is null once an application holds the content. */
export type JointCheckRow = {
  id: string;
  draftId: string;
  profileId: string;
  contentHash: string;
  body: DraftBody | null;
  shown: boolean;
  operatorId: string;
  stationId: string;
  startedAt: Instant;
  pointed: string[];
  lapsedAt: Instant | null;
  confirmedAt: Instant | null;
  confirmer: string | null;
  signatureHash: string | null;
};

type Row = {
  id: string;
  draft_id: string;
  profile_id: string;
  content_hash: string;
  body_sealed: Sealed | null;
  shown: number;
  operator_id: string;
  station_id: string;
  started_at: string;
  pointed: string;
  lapsed_at: string | null;
  confirmed_at: string | null;
  confirmer_sealed: Sealed | null;
  signature_hash: string | null;
};

const body = jsonColumn("joint_checks.body_sealed", DraftBody);
const pointed = jsonColumn("joint_checks.pointed", z.array(z.string()));

const fromRow = (row: Row): JointCheckRow => ({
  id: row.id,
  draftId: row.draft_id,
  profileId: row.profile_id,
  contentHash: row.content_hash,
  body: row.body_sealed === null ? null : body.read(unseal(row.body_sealed), row.id),
  shown: row.shown === 1,
  operatorId: row.operator_id,
  stationId: row.station_id,
  startedAt: row.started_at,
  pointed: pointed.read(row.pointed, row.id),
  lapsedAt: row.lapsed_at,
  confirmedAt: row.confirmed_at,
  confirmer: row.confirmer_sealed === null ? null : unseal(row.confirmer_sealed),
  signatureHash: row.signature_hash,
});

/** Adds a check that has just been shown; an earlier one of the same draft is dropped. */
export function insertJointCheck(
  db: Db,
  check: Pick<
    JointCheckRow,
    "id" | "draftId" | "profileId" | "contentHash" | "operatorId" | "stationId" | "startedAt"
  > & { body: DraftBody },
): void {
  deleteJointChecks(db, check.draftId);
  prepared(
    db,
    `INSERT INTO joint_checks (id, draft_id, profile_id, content_hash, body_sealed, shown, operator_id,
      station_id, started_at, pointed)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, '[]')`,
  ).run(
    check.id,
    check.draftId,
    check.profileId,
    check.contentHash,
    seal(body.write(check.body)),
    check.operatorId,
    check.stationId,
    check.startedAt,
  );
}

/** The check of a draft, or null. */
export function findJointCheck(db: Db, draftId: string): JointCheckRow | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM joint_checks WHERE draft_id = ?").get(draftId);
  return row ? fromRow(row) : null;
}

/** The check that the applicant's screen shows, or null. */
export function findShownCheck(db: Db): JointCheckRow | null {
  const row = prepared<[], Row>(db, "SELECT * FROM joint_checks WHERE shown = 1").get();
  return row ? fromRow(row) : null;
}

/** Shows one check on the applicant's screen; null clears it. */
export function showJointCheck(db: Db, id: string | null): void {
  prepared(db, "UPDATE joint_checks SET shown = 0 WHERE shown = 1").run();
  if (id !== null) prepared(db, "UPDATE joint_checks SET shown = 1 WHERE id = ?").run(id);
}

/** Notes that the form differs from the one shown; null means that it is the same again. */
export function setCheckLapsed(db: Db, id: string, lapsedAt: Instant | null): void {
  prepared(db, "UPDATE joint_checks SET lapsed_at = ? WHERE id = ?").run(lapsedAt, id);
}

/** Keeps the fields that the applicant pointed at. */
export function setCheckPointed(db: Db, id: string, fields: string[]): void {
  prepared(db, "UPDATE joint_checks SET pointed = ? WHERE id = ?").run(pointed.write(fields), id);
}

/** Notes that the applicant confirmed what was shown. */
export function confirmJointCheck(
  db: Db,
  id: string,
  confirmed: { at: Instant; confirmer: string; signatureHash: string | null },
): void {
  prepared(
    db,
    "UPDATE joint_checks SET confirmed_at = ?, confirmer_sealed = ?, signature_hash = ?, pointed = '[]' WHERE id = ?",
  ).run(confirmed.at, seal(confirmed.confirmer), confirmed.signatureHash, id);
}

/** Hands a check over to its application, which holds the content from now on, and clears the applicant's screen. */
export function bindJointCheck(db: Db, draftId: string, applicationId: string): void {
  prepared(db, "UPDATE joint_checks SET application_id = ?, body_sealed = NULL, shown = 0 WHERE draft_id = ?").run(
    applicationId,
    draftId,
  );
}

/** Drops the checks of a draft that led to no application. */
export function deleteJointChecks(db: Db, draftId: string): void {
  prepared(db, "DELETE FROM joint_checks WHERE draft_id = ? AND application_id IS NULL").run(draftId);
}

/** Whether any check, attachment or consent still refers to a file. */
export function isFileUsed(db: Db, hash: string): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM joint_checks WHERE signature_hash = ? UNION ALL SELECT 1 FROM attachments
         WHERE hash = ? UNION ALL SELECT 1 FROM consent_files WHERE hash = ? LIMIT 1`,
    ).get(hash, hash, hash) !== undefined
  );
}

/** The confirmed check under which an application was accepted; null if none was made. */
export function findJointCheckOf(db: Db, applicationId: string): JointCheck | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM joint_checks WHERE application_id = ? AND confirmed_at IS NOT NULL",
  ).get(applicationId);
  return row === undefined || row.confirmed_at === null
    ? null
    : {
        confirmedAt: row.confirmed_at,
        confirmer: row.confirmer_sealed === null ? "" : unseal(row.confirmer_sealed),
        contentHash: row.content_hash,
        signatureHash: row.signature_hash,
      };
}
