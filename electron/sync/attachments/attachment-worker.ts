import { type Instant, later } from "#shared/time/instant.ts";
import type { AttachmentPort, AttachmentSend } from "#station/db/attachment-sends.ts";
import { isOfLink, isOfStation } from "#station/db/outbox-port.ts";
import { backoffMs } from "#station/sync/transport/backoff.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import { createWorker, MAX_SLEEP_MS, type Worker, type WorkerDeps } from "#station/sync/worker.ts";
import { GIVEN_UP } from "./failure-words.ts";
import { type AttachmentAttempt, sendAttachment, type SendDeps } from "./send-attachment.ts";

/** What a pass over the files works with; `changed` is called at each new status. */
type AttachmentPassDeps = Omit<SendDeps, "reached"> & {
  port: AttachmentPort;
  random: () => number;
  changed: () => void;
};

/** Nothing more is tried until then; `ofStation` where the centre itself has said so. */
type AttachmentPause = { until: Instant; ofStation: boolean };

/**
 * The result of a pass; `pause` where all files have to wait. `offline` where nothing got through, and only because
 * the centre was out of reach.
 */
type AttachmentResult = {
  sent: number;
  quarantined: number;
  failed: number;
  offline: boolean;
  pause: AttachmentPause | null;
};

/** One failure may be the file's own fault; two files in a row are the link's. */
const MISSES_TO_PAUSE = 2;
/** How often the centre may take back what it said of one file before a person has to look. */
const MAX_SETBACKS = 5;
/** Progress of a file is written no more often than this: each write is a flush that delays the counter. */
const NOTED_EVERY_MS = 1_000;

/** Notes progress of one file, and tells whether there was any. */
function watchProgress(
  { port, now, changed }: AttachmentPassDeps,
  send: AttachmentSend,
): { reached: SendDeps["reached"]; any: () => boolean; note: () => void } {
  let [first, last, size]: [number | null, number, number] = [null, send.confirmed, 0];
  let noted: Instant | null = null;
  const note = (): void => {
    if (size === 0) return;
    port.noteConfirmed(send.id, last, size);
    noted = now();
  };
  return {
    reached(confirmed, whole) {
      first ??= confirmed;
      [last, size] = [confirmed, whole];
      if (noted !== null && Date.parse(now()) - Date.parse(noted) < NOTED_EVERY_MS) return;
      note();
      changed();
    },
    any: () => first !== null && last > first,
    note,
  };
}

function applyOutcome(
  deps: AttachmentPassDeps,
  send: AttachmentSend,
  { attempt, progressed }: { attempt: AttachmentAttempt; progressed: boolean },
  result: AttachmentResult,
): Instant | null {
  const { port } = deps;
  const at = deps.now();
  const goAgain = (
    setbacks: number,
    reason: Parameters<AttachmentPort["markWaiting"]>[1],
    askedMs: number | null,
  ): Instant => {
    const failures = progressed ? 1 : send.failures + 1;
    const nextTryAt = later(at, backoffMs(Math.max(failures, setbacks), deps.random(), askedMs));
    port.markWaiting(send.id, reason, { nextTryAt, failures, setbacks }, at);
    result.failed += 1;
    return nextTryAt;
  };
  switch (attempt.kind) {
    case "sent":
      port.markSent(send.id, attempt.receipt, at);
      result.sent += 1;
      return null;
    case "set-aside":
      port.quarantined(send.id, attempt.reason, at);
      result.quarantined += 1;
      return null;
    case "setback":
      if (send.setbacks < MAX_SETBACKS) {
        goAgain(send.setbacks + 1, attempt.reason, null);
        return null;
      }
      port.quarantined(send.id, GIVEN_UP, at);
      result.quarantined += 1;
      return null;
    case "wait":
      return goAgain(send.setbacks, attempt.reason, attempt.askedMs);
    case "stopped":
      // After an abort the file stays `sending`, as after a crash; the next start goes on from what the centre holds.
      return null;
  }
}

/** Sends due files one after another until none is left or the link is down. Throws what the store throws. */
async function attachmentPass(deps: AttachmentPassDeps): Promise<AttachmentResult> {
  const result: AttachmentResult = { sent: 0, quarantined: 0, failed: 0, offline: false, pause: null };
  let misses = 0;
  for (
    let send = deps.port.findDue(deps.now());
    send !== null && !deps.stop.aborted && result.pause === null;
    send = deps.port.findDue(deps.now())
  ) {
    deps.port.markSending(send.id, deps.now());
    deps.changed();
    const progress = watchProgress(deps, send);
    const attempt = await sendAttachment({ ...deps, reached: progress.reached }, send);
    if (attempt.kind === "stopped") return result;
    progress.note();
    const waitsUntil = applyOutcome(deps, send, { attempt, progressed: progress.any() }, result);
    deps.changed();
    misses = waitsUntil === null ? 0 : misses + 1;
    const isOfThisLink = attempt.kind === "wait" && isOfLink(attempt.failure) && !progress.any();
    result.offline = isOfThisLink && (result.offline || result.sent + result.quarantined + result.failed === 1);
    const ofStation = attempt.kind === "wait" && isOfStation(attempt.failure);
    if (waitsUntil !== null && (ofStation || misses >= MISSES_TO_PAUSE))
      result.pause = { until: waitsUntil, ofStation };
  }
  return result;
}

/** What the attachment worker lives on besides. */
export type AttachmentWorkerDeps = WorkerDeps &
  Omit<AttachmentPassDeps, "link" | "token" | "stop"> & {
    /** Where to send, asked before each pass. */
    centre: CentreAccess;
  };

/**
 * The attachment worker: one file at a time, beside the records and never before them. When a person asks, it also
 * tries quarantined files.
 */
export type AttachmentWorker = Worker<AttachmentResult>;

const NOTHING: AttachmentResult = { sent: 0, quarantined: 0, failed: 0, offline: false, pause: null };

/** Makes the attachment worker of one store. */
export function createAttachmentWorker(deps: AttachmentWorkerDeps): AttachmentWorker {
  const { port, now } = deps;
  let pause: AttachmentPause | null = null;
  let offline = false;

  const worker = createWorker(deps, {
    doing: "sending attachments",
    async runOnce(stop) {
      const centre = deps.centre();
      if (centre === null) return { ...NOTHING, pause: { until: later(now(), MAX_SLEEP_MS), ofStation: false } };
      return attachmentPass({ ...deps, ...centre, stop });
    },
    nothing: NOTHING,
    onResult(result) {
      pause = result.pause;
      // An idle pass, in which nothing was due, has learned nothing of the link.
      if (result.sent + result.quarantined + result.failed > 0) offline = result.offline;
    },
    sleepMs() {
      const next = port.nextDueAt();
      if (next === null) return null;
      const until = Math.max(Date.parse(next), pause === null ? 0 : Date.parse(pause.until)) - Date.parse(now());
      return Math.min(Math.max(until, 0), MAX_SLEEP_MS);
    },
    resetBackoff() {
      port.resetWaiting(now());
      pause = null;
      offline = false;
    },
    pausedUntil: () => pause?.until ?? null,
    isPausedByCentre: () => pause?.ofStation === true && now() < pause.until,
    isOffline: () => offline,
  });
  return { ...worker, retryNow: () => worker.retryNow(() => port.retryQuarantined(now())) };
}
