import type { searchCalls } from "#shared/contract/search-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { searchApplications } from "#station/services/search.ts";

/** Answers the calls that find stored applications. */
export const searchHandlers = (hall: Hall): HandlersOf<typeof searchCalls> => ({
  "application.search": (_session, input) => searchApplications(hall, input.text),
});
