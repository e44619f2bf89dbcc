import { type AttachmentLink, AcceptedAttachments } from "#shared/contract/centre/attachments.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { MAX_KEYS } from "#shared/contract/centre/sync-status.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import {
  confirmAttachment,
  forgetAcceptedAttachments,
  listNewestAttachments,
  listUnconfirmedAttachments,
  requeueAttachment,
} from "#station/db/confirmed-attachments.ts";
import type { PullPassDeps } from "#station/sync/feed/read-feed.ts";
import { askCentre } from "#station/sync/transport/ask-centre.ts";
import { LOST_THERE } from "./failure-words.ts";

const nameOf = ({ applicationId, hash }: AttachmentLink): string => `${applicationId.toLowerCase()} ${hash}`;

/**
 * Marks files that the centre holds whole for a known application as confirmed. The others are sent again; returns
 * how many those are.
 */
function noteAcceptedAttachments(
  context: StationContext,
  asked: readonly AttachmentLink[],
  answer: AcceptedAttachments,
): number {
  const unlinked = new Set((answer.unlinked ?? []).map(nameOf));
  const there = new Map(answer.held.map((one) => [one.hash, one.receipt]));
  return changeAs(context, SYSTEM, (unit): number => {
    let missing = 0;
    for (const link of asked) {
      const receipt = unlinked.has(nameOf(link)) ? undefined : there.get(link.hash);
      if (receipt !== undefined) confirmAttachment(context.db, link, answer.epoch, receipt);
      else if (requeueAttachment(context.db, link, LOST_THERE, unit.at)) missing += 1;
    }
    if (missing > 0) {
      unit.emit({ kind: "outbox.changed" });
    }
    return missing;
  });
}

/** A centre that lost a file it confirmed in this epoch was restored unnoticed: all files are asked about again. */
const forgetConfirmedAttachments = (context: StationContext): void =>
  changeAs(context, SYSTEM, () => forgetAcceptedAttachments(context.db));

/** A restored centre lacks the newest files first. */
const SPOT_CHECK = 5;

/** How many of these files are sent again; null without an answer or when another epoch began. */
async function askAccepted(
  { context, link, token, stop }: PullPassDeps,
  epoch: string,
  links: AttachmentLink[],
): Promise<number | null> {
  const reply = await askCentre(
    link,
    {
      method: "POST",
      path: centrePaths.acceptedAttachments,
      token,
      body: { hashes: [...new Set(links.map(({ hash }) => hash))], links },
    },
    AcceptedAttachments,
    stop,
  );
  return reply.kind === "answered" && reply.value.epoch === epoch
    ? noteAcceptedAttachments(context, links, reply.value)
    : null;
}

/**
 * Asks about every sent file that the centre has not confirmed in its present epoch, and the newest others. Returns
 * how many are sent again. Without an answer the next pass asks again.
 */
export async function confirmAttachments(deps: PullPassDeps, epoch: string): Promise<number> {
  const { db } = deps.context;
  let requeued = 0;
  const newest = listNewestAttachments(db, epoch, SPOT_CHECK);
  if (newest.length > 0) {
    const missing = await askAccepted(deps, epoch, newest);
    if (missing === null) return requeued;
    if (missing > 0) forgetConfirmedAttachments(deps.context);
    requeued += missing;
  }
  for (
    let links = listUnconfirmedAttachments(db, epoch, MAX_KEYS);
    links.length > 0;
    links = listUnconfirmedAttachments(db, epoch, MAX_KEYS)
  ) {
    const missing = await askAccepted(deps, epoch, links);
    if (missing === null) return requeued;
    requeued += missing;
  }
  return requeued;
}
