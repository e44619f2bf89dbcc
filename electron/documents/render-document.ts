import type { DocumentView } from "#shared/contract/documents.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument } from "#templates/documents/documents.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { dataOfApplication, dataOfDraft } from "./document-data.ts";
import { dataOfReception, RECEPTION_DOCUMENTS } from "./reception-document.ts";
import { getReceptionRow } from "./reception-document.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { refuseForeignDocument } from "#station/records/notices.ts";

/** A rendered document: its bytes, and the characters that no font can draw. */
export type RenderedDocument = { bytes: Buffer; mime: DocumentView["mime"]; unprintable: DocumentView["unprintable"] };

/** Renders one document. The renderers are large, so they load at first use. */
export async function renderDocument(data: DocumentData, kind: DocumentKind): Promise<RenderedDocument> {
  if (kind === "slip") {
    const { renderSlipPicture } = await import("#station/rendering/render.ts");
    const slip = composeSlip(data, readCoverage());
    return { bytes: await renderSlipPicture(slip.lines), mime: "image/png", unprintable: slip.unprintable };
  }
  const { renderPdf } = await import("#station/rendering/render.ts");
  const { definition, unprintable } = composeDocument(kind, data, readCoverage());
  return { bytes: await renderPdf(definition), mime: "application/pdf", unprintable };
}

/** What tells two documents of a kind apart: the letter's utility, or the notice's number. */
function particularOf(data: DocumentData, kind: DocumentKind): string {
  if (kind === "commitment-letter" && data.letter !== null) return `-${data.letter.utility}`;
  return data.number === null || data.notice?.number == null ? "" : `-${data.notice.number}`;
}

/** A file name without personal data: number (or `draft`), kind, and what tells it from others of its kind. */
export const documentFileName = (data: DocumentData, kind: DocumentKind): string =>
  [
    data.number ?? (data.notice === null ? "draft" : data.recordId),
    `-${kind}${particularOf(data, kind)}`,
    kind === "slip" ? ".png" : ".pdf",
  ].join("");

function dataOfStored(
  context: StationContext,
  applicationId: string,
  kind: DocumentKind,
  utility: string | null,
): DocumentData {
  const row = getApplicationRow(context, applicationId);
  refuseForeignDocument(context, row, kind, utility);
  return dataOfApplication(context, row, "copy", { utility, kind });
}

/** Shows a document before or after intake, or that of a visit without an acceptance number. */
export async function previewDocument(
  context: StationContext,
  actor: Actor,
  input: {
    source: { applicationId: string } | { draft: DraftBody } | { receptionId: string };
    kind: DocumentKind;
    utility: string | null;
  },
): Promise<DocumentView> {
  const { source, utility } = input;
  const reception = "receptionId" in source ? getReceptionRow(context, source.receptionId) : null;
  const kind = reception === null ? input.kind : RECEPTION_DOCUMENTS[reception.kind];
  const previewed = (): DocumentData => {
    if ("draft" in source) return dataOfDraft(context, actor, source.draft, utility);
    if ("applicationId" in source) return dataOfStored(context, source.applicationId, kind, utility);
    return dataOfReception(context, getReceptionRow(context, source.receptionId), "copy");
  };
  const data = previewed();
  const { bytes, mime, unprintable } = await renderDocument(data, kind);
  return { mime, base64: bytes.toString("base64"), fileName: documentFileName(data, kind), unprintable };
}
