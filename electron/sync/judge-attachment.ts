import { AttachmentStanding } from "#shared/contract/centre-attachments.ts";
import type { Instant } from "#shared/time.ts";
import { NOT_TAKEN_THERE, PIECE_TOO_LARGE, SETBACK, WRONG_WHOLE } from "./attachment-words.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import { judgeCall, notTheCentre, type CallVerdict } from "./classify.ts";
import type { FailureReason } from "./outbox-port.ts";
import { problemIn, readBy } from "./read-answer.ts";

/** The judgement on one call about a file: as for a record, or so many bytes are held, or (`setback`) the far end contradicts itself. */
export type AttachmentVerdict =
  | CallVerdict
  | { kind: "held"; held: number }
  | { kind: "setback"; reason: FailureReason };

/** What of a file an answer is held against; `reached` is what the centre must hold after this call. */
export type SentPart = { hash: string; size: number; reached: number };

const SETBACK_VERDICT: AttachmentVerdict = { kind: "setback", reason: SETBACK };

/** Only a receipt for this very file means that it is there; a count counts where it is possible and no less than what was taken. */
function judgeStanding({ hash, size, held, receipt }: AttachmentStanding, sent: SentPart): AttachmentVerdict {
  if (hash !== sent.hash || size !== sent.size || held > size || held < sent.reached) return SETBACK_VERDICT;
  if (receipt !== null) return held === size ? { kind: "sent", receipt } : SETBACK_VERDICT;
  return held === size ? SETBACK_VERDICT : { kind: "held", held };
}

const waits = (reason: FailureReason): AttachmentVerdict => ({
  kind: "wait",
  failure: "server-trouble",
  reason,
  askedMs: null,
});

/** Judges what came of announcing a file or of sending a piece of it; pure. */
export function judgeAttachment(outcome: CentreOutcome, sent: SentPart, now: Instant): AttachmentVerdict {
  if (outcome.kind === "answered" && outcome.body.kind !== "cut-off") {
    const problem = problemIn(outcome.body);
    if (outcome.status === 422 && problem?.fields.some(({ path }) => path === "hash") === true)
      return { kind: "setback", reason: WRONG_WHOLE };
    // Refused for good is a matter of one file; what the whole way does not let through is not.
    if ([404, 405, 501].includes(outcome.status)) return waits(NOT_TAKEN_THERE);
    if (outcome.status === 413) return waits(PIECE_TOO_LARGE);
  }
  const success = ({ status, body }: Extract<CentreOutcome, { kind: "answered" }>): AttachmentVerdict => {
    const standing = readBy(AttachmentStanding, body);
    return standing === null ? notTheCentre(status) : judgeStanding(standing, sent);
  };
  return judgeCall<AttachmentVerdict>(outcome, { success, conflict: ({ status }) => notTheCentre(status) }, now);
}
