import type { sheetCalls } from "../../shared/contract/sheet-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import type { Hall } from "../services/hall.ts";
import { readSheet } from "../services/sheet.ts";

/** Answers the calls about a printed paper in the hand. */
export const sheetHandlers = (hall: Hall): HandlersOf<typeof sheetCalls> => ({
  "sheet.read": (_session, input) => readSheet(hall, input.applicationId, input.mark),
});
