import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";
import { DraftBody } from "#shared/case/draft-body.ts";
import { call, INTAKE, STAFF } from "./call.ts";

/** A page or slip as bytes, with the characters that no font can draw. */
export type DocumentView = {
  mime: "application/pdf" | "image/png";
  base64: string;
  fileName: string;
  unprintable: { char: string; codePoint: string; where: string }[];
};

/** What the QR code on a document says: which document, of which version. */
export const ScanMark = z.strictObject({
  document: z.string().min(1).max(80),
  version: z.int().min(0).max(1_000_000),
  shortHash: z.string().regex(/^[0-9a-f]{6,64}$/),
});
export type ScanMark = z.infer<typeof ScanMark>;

/**
 * How a printed document compares with its record: `current`; `superseded` (被取代); `unchanged`: the record
 * went on, but neither the applicant's data nor the routes changed; `other-hash`: the check code is not that
 * version's; `no-version`: the record never had that version.
 */
export const SCAN_STATES = ["current", "unchanged", "superseded", "other-hash", "no-version"] as const;
/** How a printed document compares with its record. */
export type ScanState = (typeof SCAN_STATES)[number];

/** A scanned document (扫码): which one, how it compares with the record, and whether it was printed here. */
export type ScanView = {
  applicationId: string;
  number: string;
  kind: DocumentKind | null;
  utility: { id: string; label: Bilingual } | null;
  /** The version on the document, and the record's version now. */
  version: number;
  recordVersion: number;
  /** The first version that says something else; null if none does. */
  supersededBy: number | null;
  state: ScanState;
  /** Whether this version was ever sent to a printer here; only then can a signed scan be bound to it. */
  printed: boolean;
};

const ShortText = z.string().min(1).max(200);

/** Calls about documents: on the screen before they are printed, and printed ones that somebody scans. */
export const documentCalls = {
  "document.preview": call<DocumentView>()(
    INTAKE,
    z.strictObject({
      source: z.union([
        z.strictObject({ applicationId: ShortText }),
        z.strictObject({ draft: DraftBody }),
        z.strictObject({ receptionId: ShortText }),
      ]),
      kind: DocumentKind,
      utility: ShortText.nullable(),
    }),
  ),
  "scan.read": call<ScanView>()(STAFF, z.strictObject({ applicationId: ShortText, mark: ScanMark })),
} as const;
/** {@link documentCalls} as a type. */
export type DocumentCalls = typeof documentCalls;
