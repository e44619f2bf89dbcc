import type { sheetCalls } from "#shared/contract/sheet-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { readSheet } from "#station/services/sheet.ts";

/** Answers the calls about a printed paper in the hand. */
export const sheetHandlers = (hall: Hall): HandlersOf<typeof sheetCalls> => ({
  "sheet.read": (_session, input) => readSheet(hall, input.applicationId, input.mark),
});
