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

/** What the QR code of a paper says of itself, beside whose it is. */
export const ScanMark = z.strictObject({
  document: z.string().min(1).max(80),
  version: z.int().min(0).max(1_000_000),
  shortHash: z.string().regex(/^[0-9a-f]{6,64}$/),
});
export type ScanMark = z.infer<typeof ScanMark>;

/**
 * How a paper in the hand stands to its record: `current`; `unchanged`: more was done since, but neither the applicant's data nor the routes changed;
 * `superseded` (被取代); `other-hash`: its check code is not that version's; `no-version`: the record never had that version.
 */
export const SCAN_STATES = ["current", "unchanged", "superseded", "other-hash", "no-version"] as const;
/** One of the ways in which a paper in the hand stands to its record. */
export type ScanState = (typeof SCAN_STATES)[number];

/** A printed paper as it was scanned (扫码): which it is, how it stands to the record, and whether the print ledger knows of it. */
export type ScanView = {
  applicationId: string;
  number: string;
  kind: DocumentKind | null;
  utility: { id: string; label: Bilingual } | null;
  /** The version on the paper, and the record's own now. */
  version: number;
  recordVersion: number;
  /** The first version that says something else, null where none does. */
  supersededBy: number | null;
  state: ScanState;
  /** Whether this paper of this version was ever handed to a printer here; only such a one can have a signed scan bound to it. */
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
export type DocumentCalls = typeof documentCalls;
