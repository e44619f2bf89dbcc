import type { DocumentCalls } from "#shared/contract/documents.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { notAtKiosk, refuseOutsideVisit } from "#station/records/visit.ts";
import { previewDocument } from "./render-document.ts";
import { readScannedDocument } from "./scanned-document.ts";

/** Answers the calls about documents on screen and scanned printed ones. */
export const documentCalls: HandlersOf<DocumentCalls> = {
  "document.preview": (context, caller, input) => {
    if ("receptionId" in input.source && caller.session.role === "kiosk") throw notAtKiosk();
    if ("applicationId" in input.source) refuseOutsideVisit(context, caller.session, input.source.applicationId);
    return previewDocument(context, caller, input);
  },
  "scan.read": (context, _clerk, { applicationId, mark }) => readScannedDocument(context, applicationId, mark),
};
