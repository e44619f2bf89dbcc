import { SMALLEST_PIECE, type AttachmentStatus } from "#shared/contract/centre/attachments.ts";
import { dropUpload, findWhole, type AttachmentSender } from "./attachments.ts";
import { type Queryable, textOf, wholeOf } from "./sql.ts";

/** A piece of a file, with the receipt for the file if this piece completes it. */
export type NewPiece = { hash: string; offset: number; bytes: Uint8Array; receipt: string };

/**
 * `unknown`: never announced, or dropped since · `beyond`: past the size announced · `crumb`: too small for a middle piece ·
 * `wrong`: complete, but of another hash; its pieces are dropped.
 */
export type PieceOutcome =
  | { outcome: "status"; status: AttachmentStatus }
  | { outcome: "unknown" | "beyond" | "crumb" | "wrong" };

/**
 * Adds a piece if it starts where the stored bytes end; otherwise writes nothing. The row lock on the upload orders one
 * station's calls for one file. If two stations complete the same file at once, the later one drops its own pieces.
 */
export async function addPiece(tx: Queryable, from: AttachmentSender, piece: NewPiece): Promise<PieceOutcome> {
  const { hash, offset, bytes } = piece;
  const [upload] = await tx.query(
    "select upload_id, size, held from attachment_uploads where hall_id = $1 and station_id = $2 and hash = $3 for update",
    [from.hallId, from.stationId, hash],
  );
  const whole = await findWhole(tx, from.hallId, hash);
  if (whole !== null) {
    await dropUpload(tx, from, hash);
    return { outcome: "status", status: whole };
  }
  if (upload === undefined) return { outcome: "unknown" };
  const [uploadId, size, confirmed] = [textOf(upload, "upload_id"), wholeOf(upload, "size"), wholeOf(upload, "held")];
  if (offset !== confirmed) return { outcome: "status", status: { hash, size, held: confirmed, receipt: null } };
  const reached = confirmed + bytes.length;
  if (reached > size) return { outcome: "beyond" };
  if (reached < size && bytes.length < SMALLEST_PIECE) return { outcome: "crumb" };
  await tx.query("insert into attachment_pieces (hall_id, upload_id, starts_at, bytes) values ($1, $2, $3, $4)", [
    from.hallId,
    uploadId,
    offset,
    bytes,
  ]);
  await tx.query(
    "update attachment_uploads set held = $4, touched_at = $5 where hall_id = $1 and station_id = $2 and hash = $3",
    [from.hallId, from.stationId, hash, reached, from.at],
  );
  if (reached < size) return { outcome: "status", status: { hash, size, held: reached, receipt: null } };
  return finish(tx, from, piece, { id: uploadId, size });
}

async function finish(
  tx: Queryable,
  from: AttachmentSender,
  { hash, receipt }: NewPiece,
  upload: { id: string; size: number },
): Promise<PieceOutcome> {
  const [sum] = await tx.query(
    `select encode(sha256(string_agg(bytes, ''::bytea order by starts_at)), 'hex') as hash
     from attachment_pieces where hall_id = $1 and upload_id = $2`,
    [from.hallId, upload.id],
  );
  if (sum === undefined || textOf(sum, "hash") !== hash) {
    await dropUpload(tx, from, hash);
    return { outcome: "wrong" };
  }
  const rows = await tx.query(
    `insert into attachments (hall_id, hash, size, upload_id, receipt, station_id, whole_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (hall_id, hash) do nothing returning hash`,
    [from.hallId, hash, upload.size, upload.id, receipt, from.stationId, from.at],
  );
  if (rows.length > 0) {
    await tx.query("delete from attachment_uploads where hall_id = $1 and station_id = $2 and hash = $3", [
      from.hallId,
      from.stationId,
      hash,
    ]);
    return { outcome: "status", status: { hash, size: upload.size, held: upload.size, receipt } };
  }
  await dropUpload(tx, from, hash);
  const whole = await findWhole(tx, from.hallId, hash);
  return whole === null ? { outcome: "unknown" } : { outcome: "status", status: whole };
}
