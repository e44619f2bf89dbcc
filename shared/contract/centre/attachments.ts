import { z } from "zod";
import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachments.ts";
import { MAX_KEYS } from "./sync-status.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The most bytes of a file that the centre takes in one call. */
export const MAX_PIECE = 1_048_576;

/** The fewest bytes of a piece that is not the last: a file in crumbs would cost the centre a row for each. */
export const SMALLEST_PIECE = 4_096;

/** What a file is to its application: an ordinary one, a scan of a signed document, a consent, a signature of the joint check. */
export const ATTACHMENT_KINDS = ["file", "sheet", "consent", "signature"] as const;

/** Says that a file belongs to an application and will come in pieces; its own name, which people chose, never travels. */
export const AttachmentNotice = z.strictObject({
  applicationId: z.uuid(),
  kind: z.enum(ATTACHMENT_KINDS),
  mime: z.enum(["application/pdf", "image/jpeg", "image/png", "application/ofd"]),
  /** In bytes. */
  size: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
  /** The printed document that it is a scan of. */
  sheet: z
    .strictObject({
      kind: z.string().min(1).max(40),
      utility: z.string().min(1).max(40).nullable(),
      version: z.int().positive(),
    })
    .nullable(),
});
export type AttachmentNotice = z.infer<typeof AttachmentNotice>;

/** How much of a file the centre holds for this station; only a receipt means that it is whole there, checked by its hash. */
export const AttachmentStatus = z.strictObject({
  hash: Sha256,
  size: z.int().positive(),
  held: z.int().min(0),
  receipt: z.string().min(8).max(100).nullable(),
});
export type AttachmentStatus = z.infer<typeof AttachmentStatus>;

/** That a file belongs to an application. */
export const AttachmentLink = z.strictObject({ applicationId: z.uuid(), hash: Sha256 });
export type AttachmentLink = z.infer<typeof AttachmentLink>;

/** Asks which files the centre still holds, and for which applications: a restored centre may have lost either. */
export const AcceptedAttachmentsRequest = z.strictObject({
  hashes: z.array(Sha256).min(1).max(MAX_KEYS),
  links: z.array(AttachmentLink).max(MAX_KEYS).optional(),
});
export type AcceptedAttachmentsRequest = z.infer<typeof AcceptedAttachmentsRequest>;

/** The requested files that the centre holds. A file not listed is sent again; an `unlinked` one is announced again. */
export const AcceptedAttachments = z.strictObject({
  epoch: z.uuid(),
  held: z.array(z.strictObject({ hash: Sha256, receipt: z.string().min(8).max(100) })).max(MAX_KEYS),
  unlinked: z.array(AttachmentLink).max(MAX_KEYS).optional(),
});
export type AcceptedAttachments = z.infer<typeof AcceptedAttachments>;
