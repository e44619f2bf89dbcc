import { randomBytes, randomUUID } from "node:crypto";
import { openUploads } from "#station/lib/uploads.ts";
import { addAttachment } from "#station/cases/attachments.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { hashOf } from "./attachment-client.ts";
import { yunhaiDraft } from "./yunhai-draft.ts";

/** A file that passes for a JPEG, of random content. */
export function makeScan(bytes: number): Buffer {
  const scan = randomBytes(bytes);
  scan.set([0xff, 0xd8, 0xff]);
  return scan;
}

/** Takes in an application; its id. */
export const takeApplication = (context: StationContext, actor: Actor): string =>
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).id;

/** Attaches a file to an application as a page does, piece by piece; its hash. */
export async function attachScan(
  context: StationContext,
  actor: Actor,
  applicationId: string,
  scan: Buffer,
): Promise<string> {
  const [uploads, uploadId, hash, step] = [openUploads(), randomUUID(), hashOf(scan), 2_000_000];
  for (let offset = 0; offset < scan.length; offset += step) {
    const last = offset + step >= scan.length ? { name: "示例人的执照.jpg", hash, sheet: null } : null;
    await addAttachment(context, actor, uploads, {
      applicationId,
      uploadId,
      offset,
      base64: scan.subarray(offset, offset + step).toString("base64"),
      last,
    });
  }
  return hash;
}

/** One row of what has to travel. */
export type SendRow = {
  hash: string;
  kind: string;
  state: string;
  confirmed_bytes: number;
  bytes: number | null;
  attempts: number;
  failures: number;
  setbacks: number;
  reason: string | null;
  receipt: string | null;
  next_try_at: string | null;
};

/** How far each file of a hall has been sent, oldest first. */
export const sendRows = (context: Pick<StationContext, "db">): SendRow[] =>
  context.db
    .prepare<[], SendRow>(
      `SELECT hash, kind, state, confirmed_bytes, bytes, attempts, failures, setbacks, reason, receipt, next_try_at
        FROM attachment_sends ORDER BY id`,
    )
    .all();
