import type { sheetCalls } from "#shared/contract/documents.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { readSheet } from "./scanned-document.ts";

/** Answers the calls about a printed paper in the hand. */
export const sheetHandlers = (context: StationContext): HandlersOf<typeof sheetCalls> => ({
  "sheet.read": (_session, input) => readSheet(context, input.applicationId, input.mark),
});
