import { z } from "zod";
import type { AttachmentMime } from "./attachments.ts";
import { call, STAFF } from "./call.ts";

/** A file for the consent of a draft: a picture of the signature, or a scan. */
export type ConsentFile = { hash: string; mime: AttachmentMime; bytes: number };

const DraftId = z.uuid();
/** 2 MB in base64: one call carries the file. A larger one is attached after acceptance. */
const MAX_BASE64 = 2_666_668;

/** Calls about the consent to an entry on behalf (帮办代办). */
export const consentCalls = {
  /** Keeps a signature or a scan for a draft, under the hash of its content. */
  "consent.addFile": call<ConsentFile>()(
    STAFF,
    z.strictObject({ draftId: DraftId, base64: z.base64().min(4).max(MAX_BASE64) }),
  ),
  /** Deletes such a file. */
  "consent.dropFile": call<{ dropped: boolean }>()(
    STAFF,
    z.strictObject({ draftId: DraftId, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
} as const;
/** {@link consentCalls} as a type. */
export type ConsentCalls = typeof consentCalls;
