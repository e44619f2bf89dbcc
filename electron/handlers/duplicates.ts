import type { duplicateCalls } from "#shared/contract/duplicate-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { findDuplicates } from "#station/services/duplicates.ts";
import type { Hall } from "#station/services/hall.ts";

/** Answers the calls about likely duplicates. */
export const duplicateHandlers = (hall: Hall): HandlersOf<typeof duplicateCalls> => ({
  "intake.findDuplicates": (_session, input) => findDuplicates(hall, input.body),
});
