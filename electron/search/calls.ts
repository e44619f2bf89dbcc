import type { SearchCalls } from "#shared/contract/search.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { searchApplications } from "./search.ts";

/** Answers the calls that find stored applications. */
export const searchCalls: HandlersOf<SearchCalls> = {
  "application.search": (context, _clerk, { text }) => searchApplications(context, text),
};
