import { join } from "node:path";
import type { Now } from "#shared/time/instant.ts";
import { openCentreLog, reportTo } from "#station/core/log.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { attachmentPort } from "#station/db/attachment-sends.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { openKeptFile } from "#station/lib/file-store.ts";
import { setTimer } from "#station/lib/timers.ts";
import { type AttachmentWorker, createAttachmentWorker } from "./attachments/attachment-worker.ts";
import { createFeedWorker, type FeedWorker } from "./feed/feed-worker.ts";
import { createOutboxWorker, type OutboxWorker } from "./outbox/outbox-worker.ts";
import type { CentreLink } from "./transport/call-centre.ts";
import { type CentreAccess, embeddedToken, findNamedCentre, linkTo } from "./transport/centre-link.ts";
import { type EmbeddedCentreThread, startEmbeddedCentre } from "./transport/embedded-centre.ts";
import { createLinkWatch, reachCentre } from "./transport/reconnect.ts";

/** A clerk who has just taken something in is likely to go on. */
const BUSY_FOR_MS = 10_000;

/** Whether somebody works at this station's counter just now, by the acts that it recorded; `stop` ends the listening. */
export function watchCounter(event: StationContext["events"], now: Now): { isBusy: () => boolean; stop: () => void } {
  let lastAct = Number.NEGATIVE_INFINITY;
  const stop = event.subscribe(({ kind }) => {
    if (kind === "application.accepted" || kind === "application.changed" || kind === "reception.given")
      lastAct = Date.parse(now());
  });
  return { isBusy: () => Math.abs(Date.parse(now()) - lastAct) < BUSY_FOR_MS, stop };
}

/** What speaks with the centre for an open station: records, files, the feed, and the watch on the link. */
export type SyncWorkers = {
  outboxWorker: OutboxWorker;
  /** Sends the files of applications, beside the records. */ attachments: AttachmentWorker;
  /** Learns what the centre has to say. */ pull: FeedWorker;
  /** Lets records, files and the centre's news go on now: the machine slept, and the network may be another. */
  afterSleep: () => void;
  /** The centre it goes to, null while there is none. */ centre: CentreAccess;
  /** Settles when the centre is reachable by address, or is known not to be. */ ready: Promise<void>;
  close: () => Promise<void>;
};

/** Waits for something, but no longer than so many milliseconds. */
async function withTimeout(ms: number, something: Promise<void>): Promise<void> {
  let cancel = (): void => undefined;
  await Promise.race([something, new Promise<void>((resolve) => (cancel = setTimer(ms, resolve)))]);
  // A timer left behind would keep a command from ending.
  cancel();
}

/** How long a file waits for records between two of its pieces. */
const RECORDS_FIRST_TIMEOUT_MS = 10_000;

/**
 * Starts what speaks with the centre: records, files, feed and link watch. A station without a named centre uses
 * `fallback`; the embedded centre starts beside it and never keeps the counter waiting.
 */
export function startSync(
  context: StationContext,
  onError: (error: unknown) => void,
  fallback: "embedded-centre" | "no-centre" = "embedded-centre",
): SyncWorkers {
  const report = reportTo(context.log.area("sync"), onError);
  const deps = { setTimer, onError: (error: unknown, doing: string) => report(doing)(error) };
  const closing = new AbortController();
  let embedded: EmbeddedCentreThread | null = null;
  let embeddedLink: { link: CentreLink; token: string } | null = null;
  const centre: CentreAccess = () => {
    const named = findNamedCentre(context);
    return named === null ? embeddedLink : { link: linkTo(named.url, context.dir), token: named.token };
  };
  const counter = watchCounter(context.events, context.now);
  const outboxWorker = createOutboxWorker({
    isCounterBusy: counter.isBusy,
    port: outboxPort(context.db),
    centre,
    now: context.now,
    random: context.random,
    changed: () => context.events.emit({ kind: "outbox.changed" }),
    heardTime(at) {
      // An answer proves that the link is there again, so files need not wait out their pause.
      attachments.onReconnect();
      // The embedded centre runs by this machine's own clock and proves nothing about it.
      if (findNamedCentre(context) !== null) context.clock.heardCentre(at);
    },
    ...deps,
  });
  const attachments = createAttachmentWorker({
    port: attachmentPort(context.db),
    centre,
    now: context.now,
    random: context.random,
    open: (hash) => openKeptFile(context.dir, hash),
    // Records go first: a large file waits between its pieces, but only for a limited time.
    turn: () => withTimeout(RECORDS_FIRST_TIMEOUT_MS, outboxWorker.whenIdle()),
    changed: () => context.events.emit({ kind: "outbox.changed" }),
    ...deps,
  });
  const wake = (): void => {
    outboxWorker.wake();
    attachments.wake();
  };
  const pull = createFeedWorker({ context, centre, resend: wake, ...deps });
  const watch = createLinkWatch({
    isOffline: () => outboxWorker.isOffline() || attachments.isOffline(),
    async reach() {
      const access = centre();
      return access !== null && (await reachCentre(access.link, closing.signal));
    },
    onReconnect() {
      outboxWorker.onReconnect();
      attachments.onReconnect();
      pull.pullNow().catch(() => undefined);
    },
    random: context.random,
    ...deps,
  });
  const stop = context.events.subscribe((event) => {
    if (
      event.kind === "application.accepted" ||
      event.kind === "application.changed" ||
      event.kind === "reception.given"
    )
      outboxWorker.wake();
    if (event.kind === "application.accepted" || event.kind === "attachment.kept") attachments.wake();
  });
  const startWorkers = (): void => {
    outboxWorker.start();
    attachments.start();
    pull.start();
    watch.start();
  };
  const start = async () => {
    if (findNamedCentre(context) === null && fallback === "embedded-centre") {
      embedded = await startEmbeddedCentre(join(context.dir, "centre"), {
        signal: closing.signal,
        log: openCentreLog(context.dir),
      });
      const { url, enrolmentCode } = embedded;
      if (enrolmentCode !== null)
        embeddedLink = { link: linkTo(url), token: await embeddedToken(context, url, enrolmentCode) };
    }
    startWorkers();
  };
  const ready = start().catch((error: unknown) => {
    if (!closing.signal.aborted) report("starting the embedded centre")(error);
    startWorkers();
  });
  return {
    outboxWorker,
    attachments,
    pull,
    afterSleep() {
      wake();
      pull.pullNow().catch(() => undefined);
    },
    centre,
    ready,
    async close() {
      stop();
      counter.stop();
      // A centre that is still coming up must not keep a hall from closing.
      closing.abort();
      await ready;
      await watch.close();
      await pull.close();
      await attachments.close();
      await outboxWorker.close();
      await embedded?.close();
    },
  };
}
