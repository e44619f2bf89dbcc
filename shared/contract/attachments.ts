import { z } from "zod";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { ScanMark } from "./documents.ts";

/** The largest file that can be attached. */
export const MAX_ATTACHMENT_BYTES = 20_000_000;
/** How much of a file one call carries; in base64 it stays below the host's limit. */
export const ATTACHMENT_PIECE_BYTES = 2_000_000;

/** What can be attached, recognised by a file's content. */
export type AttachmentMime = "application/pdf" | "image/jpeg" | "image/png" | "application/ofd";

/** The printed document that a scan shows signed or stamped; `supersededBy` is the version that replaced it, if any. */
export type SignedSheet = { kind: DocumentKind; utility: string | null; version: number; supersededBy: number | null };

/** A file of an application. A signature is from the joint check; `sheet` is the printed document it is a scan of. */
export type AttachmentLine = {
  hash: string;
  kind: "material" | "signature";
  name: string;
  mime: AttachmentMime;
  bytes: number | null;
  at: Instant;
  by: string;
  sheet: SignedSheet | null;
};

const ApplicationId = z.string().min(1).max(200);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Calls about files. A page can save a file, but never shows one. */
export const attachmentCalls = {
  /** Adds a piece at its offset. The last piece names the file and the hash of the whole; only then is anything kept. */
  "attachment.add": call<{ received: number; attachment: AttachmentLine | null }>()(
    STAFF,
    z.strictObject({
      applicationId: ApplicationId,
      uploadId: z.uuid(),
      offset: z.int().min(0).max(MAX_ATTACHMENT_BYTES),
      base64: z.base64().max(2_666_668),
      last: z
        .strictObject({ name: z.string().min(1).max(300), hash: Sha256, sheet: ScanMark.nullable().default(null) })
        .nullable(),
    }),
  ),
  "attachment.list": call<AttachmentLine[]>()(STAFF, z.strictObject({ applicationId: ApplicationId })),
  "attachment.get": call<{ fileName: string; mime: AttachmentMime; base64: string }>()(
    STAFF,
    z.strictObject({ applicationId: ApplicationId, hash: Sha256 }),
  ),
} as const;
/** {@link attachmentCalls} as a type. */
export type AttachmentCalls = typeof attachmentCalls;
