import { ATTACHMENT_PIECE_BYTES, type AttachmentLine } from "#shared/contract/attachment-calls.ts";
import type { SheetMark } from "#shared/contract/sheet-calls.ts";
import { ask } from "#renderer/host/host.ts";
import { base64Of } from "#renderer/features/document/base64.ts";

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Sends a file piece by piece and gives what the host kept; `onPart` hears how much is there, from 0 to 1; `sheet` is the printed paper that it is a scan of. Throws what the host refuses. */
export async function sendFile(
  applicationId: string,
  file: File,
  onPart: (part: number) => void,
  sheet: SheetMark | null = null,
): Promise<AttachmentLine> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  const uploadId = crypto.randomUUID();
  for (let offset = 0; ; offset += ATTACHMENT_PIECE_BYTES) {
    const piece = bytes.subarray(offset, offset + ATTACHMENT_PIECE_BYTES);
    const isLast = offset + piece.length >= bytes.length;
    const { received, attachment } = await ask("attachment.add", {
      applicationId,
      uploadId,
      offset,
      base64: base64Of(piece),
      last: isLast ? { name: file.name.slice(0, 300) || "file", hash, sheet } : null,
    });
    onPart(bytes.length === 0 ? 1 : received / bytes.length);
    if (attachment !== null) return attachment;
  }
}
