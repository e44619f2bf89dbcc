import type { DocumentCalls } from "#shared/contract/documents.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { readScannedDocument } from "./scanned-document.ts";

/** Answers the calls about a printed paper in the hand. */
export const scanHandlers = (context: StationContext): HandlersOf<Pick<DocumentCalls, "scan.read">> => ({
  "scan.read": (_session, input) => readScannedDocument(context, input.applicationId, input.mark),
});
