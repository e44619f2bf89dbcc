import type {
  AttachmentLink,
  AttachmentNotice,
  AttachmentStatus,
  AcceptedAttachments,
} from "#shared/contract/centre/attachments.ts";
import type { Instant } from "#shared/time/instant.ts";
import { type Queryable, textOf, wholeOf } from "./sql.ts";

/** Who sends a file, and when. */
export type AttachmentSender = { hallId: string; stationId: string; at: Instant };

/** Open uploads of one station. Beyond it the least recent one is dropped, so that halves cannot fill the disk. */
const MAX_UPLOADS = 32;

/** The file if the hall has it complete, else null. */
export async function findWhole(db: Queryable, hallId: string, hash: string): Promise<AttachmentStatus | null> {
  const [row] = await db.query("select size, receipt from attachments where hall_id = $1 and hash = $2", [
    hallId,
    hash,
  ]);
  return row === undefined
    ? null
    : { hash, size: wholeOf(row, "size"), held: wholeOf(row, "size"), receipt: textOf(row, "receipt") };
}

/** Records that a file belongs to an application; recording it again replaces the details. */
export async function linkAttachment(
  tx: Queryable,
  from: AttachmentSender,
  hash: string,
  notice: AttachmentNotice,
): Promise<void> {
  await tx.query(
    `insert into attachment_links (hall_id, application_id, hash, kind, mime, sheet, station_id, linked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (hall_id, application_id, hash) do update set kind = excluded.kind, mime = excluded.mime,
       sheet = excluded.sheet, station_id = excluded.station_id, linked_at = excluded.linked_at`,
    [
      from.hallId,
      notice.applicationId,
      hash,
      notice.kind,
      notice.mime,
      notice.sheet === null ? null : JSON.stringify(notice.sheet),
      from.stationId,
      from.at,
    ],
  );
}

/** Those of the hashes whose file the hall has complete. */
export async function listAcceptedAttachments(
  db: Queryable,
  hallId: string,
  hashes: readonly string[],
): Promise<AcceptedAttachments["held"]> {
  const rows = await db.query(
    `select found.hash, receipt from json_array_elements_text($2::json) as asked cross join lateral (
       select hash, receipt from attachments where attachments.hall_id = $1 and attachments.hash = asked.value limit 1
     ) as found`,
    [hallId, JSON.stringify([...new Set(hashes)])],
  );
  return rows.map((row) => ({ hash: textOf(row, "hash"), receipt: textOf(row, "receipt") }));
}

/** Those of the links that the hall's store does not have. */
export async function listUnlinked(
  db: Queryable,
  hallId: string,
  links: readonly AttachmentLink[],
): Promise<AttachmentLink[]> {
  const rows = await db.query(
    `select asked.application_id, asked.hash from json_to_recordset($2::json) as asked(application_id uuid, hash text)
     where (
       select 1 from attachment_links known
       where known.hall_id = $1 and known.application_id = asked.application_id and known.hash = asked.hash limit 1
     ) is null`,
    [hallId, JSON.stringify(links.map(({ applicationId, hash }) => ({ application_id: applicationId, hash })))],
  );
  return rows.map((row) => ({ applicationId: textOf(row, "application_id"), hash: textOf(row, "hash") }));
}

/** Deletes a station's upload of a file, with its pieces, if there is one. */
export async function dropUpload(tx: Queryable, from: AttachmentSender, hash: string): Promise<void> {
  const rows = await tx.query(
    "delete from attachment_uploads where hall_id = $1 and station_id = $2 and hash = $3 returning upload_id",
    [from.hallId, from.stationId, hash],
  );
  for (const row of rows)
    await tx.query("delete from attachment_pieces where hall_id = $1 and upload_id = $2", [
      from.hallId,
      textOf(row, "upload_id"),
    ]);
}

async function dropOldest(tx: Queryable, from: AttachmentSender): Promise<void> {
  const rows = await tx.query(
    `select hash from attachment_uploads where hall_id = $1 and station_id = $2
     order by touched_at desc, hash offset $3`,
    [from.hallId, from.stationId, MAX_UPLOADS],
  );
  for (const row of rows) await dropUpload(tx, from, textOf(row, "hash"));
}

/** Opens or continues a station's upload of a file; one of another size starts over. Returns the bytes it has. */
export async function openUpload(tx: Queryable, from: AttachmentSender, hash: string, size: number): Promise<number> {
  const of = [from.hallId, from.stationId, hash];
  const [open] = await tx.query(
    "select size from attachment_uploads where hall_id = $1 and station_id = $2 and hash = $3 for update",
    of,
  );
  if (open !== undefined && wholeOf(open, "size") !== size) await dropUpload(tx, from, hash);
  const [row] = await tx.query(
    `insert into attachment_uploads (hall_id, station_id, hash, upload_id, size, touched_at)
     values ($1, $2, $3, gen_random_uuid(), $4, $5)
     on conflict (hall_id, station_id, hash) do update set touched_at = excluded.touched_at returning held`,
    [...of, size, from.at],
  );
  if (open === undefined) await dropOldest(tx, from);
  return row === undefined ? 0 : wholeOf(row, "held");
}
