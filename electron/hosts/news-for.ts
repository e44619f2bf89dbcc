import type { News } from "#shared/contract/calls.ts";
import type { Role } from "#shared/contract/roles.ts";

/** Whether a page of this role hears a piece of news: the applicant's window only that its own check changed. */
export const hearsNews = (role: Role, news: News): boolean => role !== "applicant" || news.kind === "check.changed";
