import { createHash, randomUUID } from "node:crypto";
import { AttachmentStatus, AcceptedAttachments, type AttachmentNotice } from "#shared/contract/centre/attachments.ts";
import type { Sql } from "#central/db/sql.ts";
import { ask, type Answer } from "./centre-client.ts";

/** SHA-256 in hex of bytes, computed apart from the project's own code. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Announces a file to the centre as a station does. */
export const announce = (
  url: string,
  token: string,
  { hash, size }: { hash: string; size: number },
  over: Partial<AttachmentNotice> = {},
): Promise<Answer> =>
  ask(url, "PUT", `/v1/attachments/${hash}`, {
    token,
    body: { applicationId: randomUUID(), kind: "file", mime: "image/png", size, sheet: null, ...over },
  });

/** Sends one piece as bytes. */
export async function sendPiece(
  url: string,
  token: string,
  piece: { hash: string; offset: number | string; bytes: Uint8Array; contentType?: string },
): Promise<Answer> {
  const { hash, offset, bytes, contentType = "application/octet-stream" } = piece;
  const response = await fetch(`${url}/v1/attachments/${hash}/pieces/${offset}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": contentType },
    body: Buffer.from(bytes),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Sends what is left of a file in pieces of so many bytes; the last answer. */
export async function sendRest(
  url: string,
  token: string,
  file: Uint8Array,
  { from, piece }: { from: number; piece: number },
): Promise<AttachmentStatus> {
  let status: AttachmentStatus | null = null;
  for (let offset = from; offset < file.length; offset += piece)
    status = AttachmentStatus.parse(
      (await sendPiece(url, token, { hash: hashOf(file), offset, bytes: file.subarray(offset, offset + piece) })).body,
    );
  if (status === null) throw new Error("nothing was left to send");
  return status;
}

/** Asks which of some files a station's hall has whole. */
export const confirmedOf = async (url: string, token: string, hashes: string[]): Promise<AcceptedAttachments> =>
  AcceptedAttachments.parse((await ask(url, "POST", "/v1/held-attachments", { token, body: { hashes } })).body);

/** The bytes of a file as the centre's store has them for any hall, whole ones only; one per hall that has it. */
export async function storedBytes(sql: Sql, hash: string): Promise<Buffer[]> {
  const rows = await sql.query(
    `select hall_id, encode(string_agg(bytes, ''::bytea order by starts_at), 'hex') as hex from attachments
      join attachment_pieces using (hall_id, upload_id) where hash = $1 group by hall_id`,
    [hash],
  );
  return rows.map((row) => Buffer.from(String(row["hex"]), "hex"));
}
