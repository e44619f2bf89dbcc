import type { searchCalls } from "#shared/contract/search.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { searchApplications } from "./search.ts";

/** Answers the calls that find stored applications. */
export const searchHandlers = (context: StationContext): HandlersOf<typeof searchCalls> => ({
  "application.search": (_session, input) => searchApplications(context, input.text),
});
