import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument } from "#templates/documents/documents.ts";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

/** The locality whose annexes give all three sheets. */
export const setData = (): DocumentData => sampleData(readProfile("suizhou"));

/** Composes the unified form, the commitment letter and the approval sheet of one filled application. */
export const threeDefinitions = (data: DocumentData = setData()): PdfDefinition[] =>
  (["unified-form", "commitment-letter", "approval-sheet"] as const).map(
    (kind) => composeDocument(kind, data, readCoverage()).definition,
  );
