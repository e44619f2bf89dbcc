import { later } from "#shared/time.ts";
import type { CentreAccess } from "#station/services/centre-link.ts";
import {
  attachmentPass,
  type AttachmentHold,
  type AttachmentPassDeps,
  type AttachmentResult,
} from "./attachment-pass.ts";
import { createWorker, LONGEST_SLEEP_MS, type Worker, type WorkerDeps } from "./worker.ts";

/** What the attachment worker lives on besides. */
export type AttachmentLaneDeps = WorkerDeps &
  Omit<AttachmentPassDeps, "link" | "token" | "stop"> & {
    /** Where to send, asked before each pass. */
    centre: CentreAccess;
  };

/** The attachment worker: one file at a time, beside the records and never in their way; when a person asks it tries what was set aside too. */
export type AttachmentLane = Worker<AttachmentResult>;

const NOTHING: AttachmentResult = { sent: 0, setAside: 0, failed: 0, cut: false, hold: null };

/** Makes the attachment worker of one store. */
export function createAttachmentLane(deps: AttachmentLaneDeps): AttachmentLane {
  const { port, now } = deps;
  let hold: AttachmentHold | null = null;
  let cut = false;

  const worker = createWorker(deps, {
    async pass(stop) {
      const centre = deps.centre();
      if (centre === null) return { ...NOTHING, hold: { until: later(now(), LONGEST_SLEEP_MS), ofStation: false } };
      return attachmentPass({ ...deps, ...centre, stop });
    },
    nothing: NOTHING,
    learn(result) {
      hold = result.hold;
      // An idle pass, in which nothing was due, has learned nothing of the link.
      if (result.sent + result.setAside + result.failed > 0) cut = result.cut;
    },
    sleepMs() {
      const next = port.nextDueAt();
      if (next === null) return null;
      const until = Math.max(Date.parse(next), hold === null ? 0 : Date.parse(hold.until)) - Date.parse(now());
      return Math.min(Math.max(until, 0), LONGEST_SLEEP_MS);
    },
    forgetTimes() {
      port.resetWaiting(now());
      hold = null;
      cut = false;
    },
    heldUntil: () => hold?.until ?? null,
    isHeldByStation: () => hold?.ofStation === true && now() < hold.until,
    isCut: () => cut,
  });
  return { ...worker, retryNow: () => worker.retryNow(() => port.retrySetAside(now())) };
}
