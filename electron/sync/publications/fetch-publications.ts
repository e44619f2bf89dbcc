import { centrePaths } from "#shared/contract/centre/push.ts";
import { MAX_PUBLICATION_BYTES, PublicationText } from "#shared/contract/centre/publications.ts";
import type { PublicationRow } from "#station/db/publications.ts";
import { listOffered, refuseUntrusted, takePublication } from "./publications.ts";
import { askCentre } from "#station/sync/transport/ask-centre.ts";
import type { PullPassDeps } from "#station/sync/feed/read-feed.ts";

/** JSON may write a character in six; past it the far end is not sending what it named. */
const ANSWER_BYTES = MAX_PUBLICATION_BYTES * 6;

/** The text of a publication, null where the centre did not give it now; it is then asked for again by a later pass. */
async function fetchText({ link, token, stop }: PullPassDeps, { item, text }: PublicationRow): Promise<string | null> {
  if (text !== null) return text;
  const path = centrePaths.publication.replace(":hash", item.hash);
  const reply = await askCentre(
    link,
    { method: "GET", path, token, body: null, maxBytes: Math.min(ANSWER_BYTES, item.bytes * 6 + 1000) },
    PublicationText,
    stop,
  );
  return reply.kind === "answered" ? reply.value.text : null;
}

/**
 * Fetches and evaluates the publications that the feed announced, in order, as far as possible. What no trusted key
 * signed is not fetched.
 */
export async function takePublications(deps: PullPassDeps): Promise<void> {
  const asked = new Set<string>();
  for (
    let rows = listOffered(deps.context);
    rows.length > 0;
    rows = listOffered(deps.context).filter(({ item, text }) => text !== null || !asked.has(item.id))
  ) {
    for (const row of rows) {
      if (refuseUntrusted(deps.context, row)) continue;
      asked.add(row.item.id);
      const text = deps.stop.aborted ? null : await fetchText(deps, row);
      if (text !== null) await takePublication(deps.context, row, text);
    }
    if (deps.stop.aborted) return;
  }
}
