import { HeldAttachments, type AttachmentLink } from "#shared/contract/centre-attachments.ts";
import { MOST_KEYS } from "#shared/contract/centre-standing.ts";
import { centrePaths } from "#shared/contract/centre.ts";
import { listNewestAttachments, listUnconfirmedAttachments } from "#station/db/held-attachments.ts";
import { forgetConfirmedAttachments, noteHeldAttachments } from "#station/services/held-attachments.ts";
import { askCentre } from "./ask-centre.ts";
import type { PullPassDeps } from "./pull-pass.ts";

/** The newest files are the first that a store put back without a word would lack. */
const SPOT_CHECK = 5;

/** How many of these files went back; null where the centre did not say, or began another epoch meanwhile. */
async function askHeld(
  { hall, link, token, stop }: PullPassDeps,
  epoch: string,
  links: AttachmentLink[],
): Promise<number | null> {
  const told = await askCentre(
    link,
    {
      method: "POST",
      path: centrePaths.heldAttachments,
      token,
      body: { hashes: [...new Set(links.map(({ hash }) => hash))], links },
    },
    HeldAttachments,
    stop,
  );
  return told.kind === "told" && told.value.epoch === epoch ? noteHeldAttachments(hall, links, told.value) : null;
}

/** Asks about every sent file that the centre has not confirmed in its present epoch, and about the newest of the others; returns how many went back to be sent. Where the centre does not answer, the next pass asks again. */
export async function confirmAttachments(deps: PullPassDeps, epoch: string): Promise<number> {
  const { db } = deps.hall;
  let putBack = 0;
  const newest = listNewestAttachments(db, epoch, SPOT_CHECK);
  if (newest.length > 0) {
    const missing = await askHeld(deps, epoch, newest);
    if (missing === null) return putBack;
    if (missing > 0) forgetConfirmedAttachments(deps.hall);
    putBack += missing;
  }
  for (
    let links = listUnconfirmedAttachments(db, epoch, MOST_KEYS);
    links.length > 0;
    links = listUnconfirmedAttachments(db, epoch, MOST_KEYS)
  ) {
    const missing = await askHeld(deps, epoch, links);
    if (missing === null) return putBack;
    putBack += missing;
  }
  return putBack;
}
