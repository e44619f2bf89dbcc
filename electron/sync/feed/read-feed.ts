import { statfsSync } from "node:fs";
import { FeedPage } from "#shared/contract/centre/feed.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { AcceptedAnswer, MAX_KEYS, CentreStatus } from "#shared/contract/centre/sync-status.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findReceipt, listNewestAccepted, listNotDurable, listUnconfirmed } from "#station/db/confirmed-entries.ts";
import { findUnknownConflict } from "#station/db/outbox-entries.ts";
import { confirmAttachments } from "#station/sync/attachments/confirm-attachments.ts";
import { takePublications } from "#station/sync/publications/fetch-publications.ts";
import {
  forgetConfirmed,
  noteConfirmed,
  noteCentreStatus,
  noteWatermark,
} from "#station/sync/recovery/centre-status.ts";
import {
  finishRecovery,
  isRecovering,
  noteRecoveryConflict,
  showRecoveryUnderWay,
  replaceResent,
} from "#station/sync/recovery/read-back.ts";
import { askCentre, type CentreReply } from "#station/sync/transport/ask-centre.ts";
import type { CentreLink } from "#station/sync/transport/call-centre.ts";
import type { CentreOutcome } from "#station/sync/transport/centre-outcome.ts";
import { changeOldToken } from "#station/sync/transport/change-token.ts";
import { type FeedPart, findFeedCursor, keepFeedPage } from "./feed-page.ts";

/** Disk space kept for this window's own work; below it nothing is read that could wait. */
const KEPT_FREE_BYTES = 500_000_000;

/** Whether a folder's disk has room for more than the window's own work. */
function hasRoom(dir: string): boolean {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize > KEPT_FREE_BYTES;
}

/** What a pass works with. */
export type PullPassDeps = {
  context: StationContext;
  link: CentreLink;
  token: string;
  stop: AbortSignal;
  /** True for the first pass since the store was opened, which may have been restored before. */ isFirst: boolean;
};

/** What a pass did, `requeued` records and files that go again; `failed` is the call that the centre did not answer by the contract. */
export type PullResult = {
  requeued: number;
  failed: CentreOutcome | null;
  /** The feed goes on; left out where it was read to its end. */ behind?: true;
};

/** A call without an answer ends the pass. */
class NoReply extends Error {
  readonly outcome: CentreOutcome;

  constructor(outcome: CentreOutcome) {
    super("the centre did not answer");
    this.outcome = outcome;
  }
}

function valueOf<T>(reply: CentreReply<T>): T {
  if (reply.kind === "answered") return reply.value;
  throw new NoReply(reply.outcome);
}

async function askAccepted(
  { context, link, token, stop }: PullPassDeps,
  epoch: string,
  keys: string[],
): Promise<number> {
  const answer = valueOf(
    await askCentre(link, { method: "POST", path: centrePaths.accepted, token, body: { keys } }, AcceptedAnswer, stop),
  );
  // An epoch that began meanwhile is met by the next pass, from its beginning.
  if (answer.epoch !== epoch) throw new NoReply({ kind: "stopped" });
  return noteConfirmed(context, keys, answer);
}

/** A restored centre lacks the newest records first. */
const SPOT_CHECK = 5;

async function spotCheck(deps: PullPassDeps, { epoch }: CentreStatus, result: PullResult): Promise<void> {
  const keys = listNewestAccepted(deps.context.db, epoch, SPOT_CHECK);
  const receipts = (): string => JSON.stringify(keys.map((key) => findReceipt(deps.context.db, key)));
  const before = receipts();
  const missing = keys.length === 0 ? 0 : await askAccepted(deps, epoch, keys);
  // Other receipts: the store here is an older copy, which got new receipts in between.
  if (missing === 0 && receipts() === before) return;
  result.requeued += missing;
  forgetConfirmed(deps.context);
}

/** Asks about every acknowledged entry that the centre has not confirmed in its present epoch. */
async function confirmAll(deps: PullPassDeps, { epoch }: CentreStatus, result: PullResult): Promise<void> {
  for (
    let keys = listUnconfirmed(deps.context.db, epoch, MAX_KEYS);
    keys.length > 0;
    keys = listUnconfirmed(deps.context.db, epoch, MAX_KEYS)
  ) {
    result.requeued += await askAccepted(deps, epoch, keys);
  }
}

/** Asks which of the confirmed entries a backup reaches by now. */
async function askDurable(deps: PullPassDeps, status: CentreStatus, result: PullResult): Promise<void> {
  for (
    let page = listNotDurable(deps.context.db, status.epoch, 0, MAX_KEYS);
    page.length > 0;
    page = listNotDurable(deps.context.db, status.epoch, page.at(-1)?.rowid ?? 0, MAX_KEYS)
  ) {
    result.requeued += await askAccepted(
      deps,
      status.epoch,
      page.map(({ key }) => key),
    );
  }
  noteWatermark(deps.context, status);
}

/** No day brings more pages than these; the next pass goes on. */
const MAX_PAGES = 20;

/** Reads what is new of the feed, and how far that went. What the other windows send must not fill the disk on which this one works. */
async function readFeed(
  { context, link, token, stop }: PullPassDeps,
  { epoch }: CentreStatus,
  part: FeedPart,
): Promise<"whole" | "more" | "no-room"> {
  if (!hasRoom(context.dir)) return "no-room";
  for (let nth = 0; nth < MAX_PAGES; nth += 1) {
    const cursor = findFeedCursor(context, part);
    const asked = new URLSearchParams({
      ...(cursor === null ? {} : { after: cursor }),
      ...(part === "with-own" ? { own: "1" } : {}),
    });
    const path = asked.size === 0 ? centrePaths.feed : `${centrePaths.feed}?${asked}`;
    const page = valueOf(await askCentre(link, { method: "GET", path, token, body: null }, FeedPage, stop));
    // The station was restored since this pass began: its lost records come back first. Otherwise another window's
    // version would look like a second one of its own.
    if (page.epoch !== epoch) throw new NoReply({ kind: "stopped" });
    if (page.cursor !== cursor) keepFeedPage(context, page, part);
    if (!page.more || page.cursor === cursor) return "whole";
  }
  return "more";
}

/**
 * Reads the feed, after this window's own records where they were lost: other windows' acts build on them. True where
 * there is more.
 */
async function readFeedItems(deps: PullPassDeps, status: CentreStatus): Promise<boolean> {
  const { context } = deps;
  if (isRecovering(context)) {
    showRecoveryUnderWay(context);
    const own = await readFeed(deps, status, "with-own");
    if (own !== "whole") return own === "more";
    finishRecovery(context);
  }
  const unexplained = findUnknownConflict(context.db);
  const read = await readFeed(deps, status, "others");
  replaceResent(context);
  if (read === "whole" && unexplained !== null) noteRecoveryConflict(context, unexplained);
  return read === "more" || isRecovering(context);
}

/** Learns from the centre all there is to learn, once; each page is durable before the next is asked for. Throws what the store throws. */
export async function pullPass(deps: PullPassDeps): Promise<PullResult> {
  const result: PullResult = { requeued: 0, failed: null };
  try {
    const status = valueOf(
      await askCentre(
        deps.link,
        {
          method: "GET",
          path: deps.isFirst ? `${centrePaths.status}?newest=1` : centrePaths.status,
          token: deps.token,
          body: null,
        },
        CentreStatus,
        deps.stop,
      ),
    );
    const { durableMoved } = noteCentreStatus(deps.context, status);
    await spotCheck(deps, status, result);
    await confirmAll(deps, status, result);
    if (durableMoved) await askDurable(deps, status, result);
    if (await readFeedItems(deps, status)) result.behind = true;
    // The files come after the feed: a centre that knows none of them keeps nothing else back.
    result.requeued += await confirmAttachments(deps, status.epoch);
    await takePublications(deps);
    // Last, and its failure is none of the pass: the token at hand goes on counting.
    await changeOldToken(deps);
  } catch (error) {
    if (!(error instanceof NoReply)) throw error;
    result.failed = error.outcome;
  }
  return result;
}
