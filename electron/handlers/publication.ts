import type { publicationCalls } from "#shared/contract/publication-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { viewPublications } from "#station/services/publications.ts";

/** Answers the calls about what the centre published. */
export const publicationHandlers = (hall: Hall): HandlersOf<typeof publicationCalls> => ({
  "publication.list": () => viewPublications(hall),
});
