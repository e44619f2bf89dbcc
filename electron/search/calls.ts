import type { searchCalls } from "#shared/contract/search.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { Hall } from "#station/core/station-context.ts";
import { searchApplications } from "./search.ts";

/** Answers the calls that find stored applications. */
export const searchHandlers = (hall: Hall): HandlersOf<typeof searchCalls> => ({
  "application.search": (_session, input) => searchApplications(hall, input.text),
});
