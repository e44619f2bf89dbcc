import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachments.ts";
import { type AttachmentNotice, AttachmentStatus } from "#shared/contract/centre/attachments.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import type { Instant, Now } from "#shared/time/instant.ts";
import type { AttachmentSend } from "#station/db/attachment-sends.ts";
import type { FailureReason } from "#station/db/outbox-port.ts";
import type { KeptFile } from "#station/lib/file-store.ts";
import { problemIn, readBy } from "#station/sync/transport/ask-centre.ts";
import { callCentre, type CentreLink } from "#station/sync/transport/call-centre.ts";
import type { CentreOutcome } from "#station/sync/transport/centre-outcome.ts";
import { type CallResult, evaluateCall, notTheCentre } from "#station/sync/transport/evaluate-call.ts";
import { FILE_DAMAGED, FILE_GONE, NOT_TAKEN_THERE, PIECE_TOO_LARGE, SETBACK, WRONG_WHOLE } from "./failure-words.ts";

/**
 * The result of one call about a file: as for a record, or the number of bytes confirmed. `setback` means that the far end
 * contradicts itself.
 */
type AttachmentCallResult =
  | CallResult
  | { kind: "confirmed"; confirmed: number }
  | { kind: "setback"; reason: FailureReason };

/** The part of a file that an answer is compared with; `reached` is what the centre must hold after this call. */
export type SentPart = { hash: string; size: number; reached: number };

const SETBACK_RESULT: AttachmentCallResult = { kind: "setback", reason: SETBACK };

/** Only a receipt for this very file means that it is there; a count counts where it is possible and no less than what was taken. */
function evaluateStatus(
  { hash, size, held: confirmed, receipt }: AttachmentStatus,
  sent: SentPart,
): AttachmentCallResult {
  if (hash !== sent.hash || size !== sent.size || confirmed > size || confirmed < sent.reached) return SETBACK_RESULT;
  if (receipt !== null) return confirmed === size ? { kind: "sent", receipt } : SETBACK_RESULT;
  return confirmed === size ? SETBACK_RESULT : { kind: "confirmed", confirmed };
}

const waits = (reason: FailureReason): AttachmentCallResult => ({
  kind: "wait",
  failure: "server-trouble",
  reason,
  askedMs: null,
});

/** Evaluates the announcement of a file or the sending of a piece of it. Pure. */
function evaluateAttachment(outcome: CentreOutcome, sent: SentPart, now: Instant): AttachmentCallResult {
  if (outcome.kind === "answered" && outcome.body.kind !== "cut-off") {
    const problem = problemIn(outcome.body);
    if (outcome.status === 422 && problem?.fields.some(({ path }) => path === "hash") === true)
      return { kind: "setback", reason: WRONG_WHOLE };
    // Refused for good is a matter of one file; what the whole way does not let through is not.
    if ([404, 405, 501].includes(outcome.status)) return waits(NOT_TAKEN_THERE);
    if (outcome.status === 413) return waits(PIECE_TOO_LARGE);
  }
  const success = ({ status, body }: Extract<CentreOutcome, { kind: "answered" }>): AttachmentCallResult => {
    const attachmentStatus = readBy(AttachmentStatus, body);
    return attachmentStatus === null ? notTheCentre(status) : evaluateStatus(attachmentStatus, sent);
  };
  return evaluateCall<AttachmentCallResult>(outcome, { success, conflict: ({ status }) => notTheCentre(status) }, now);
}

/** What sending one file needs. */
export type SendDeps = {
  link: CentreLink;
  token: string;
  stop: AbortSignal;
  now: Now;
  /** The file as it is kept here, by its hash; null where it is gone. */
  open: (hash: string) => Promise<KeptFile | null>;
  /** Resolves when nothing more urgent wants the line. */
  turn: () => Promise<void>;
  /** Receives how many of so many bytes the centre has, after each accepted piece. */
  reached: (confirmed: number, size: number) => void;
};

/** What came of an attempt on one file; `set-aside` also where the file itself is at fault. */
export type AttachmentAttempt =
  | Exclude<AttachmentCallResult, { kind: "confirmed" | "set-aside" }>
  | { kind: "set-aside"; reason: FailureReason };

const MAX_PIECE_HERE = 262_144;
const SMALLEST_PIECE_HERE = 16_384;

/** Pieces become smaller with each failure in a row: a slow line may carry no large one within a call's deadline. */
const pieceBytes = (failures: number): number =>
  Math.max(SMALLEST_PIECE_HERE, MAX_PIECE_HERE >> Math.min(failures, 10));

const pathOf = (path: string, hash: string, offset = 0): string =>
  path.replace(":hash", hash).replace(":offset", String(offset));

async function announce(deps: SendDeps, send: AttachmentSend, size: number): Promise<AttachmentCallResult> {
  const { applicationId, kind, mime, sheet } = send;
  const outcome = await callCentre(
    deps.link,
    {
      method: "PUT",
      path: pathOf(centrePaths.attachment, send.hash),
      token: deps.token,
      body: { applicationId, kind, mime, size, sheet } satisfies AttachmentNotice,
    },
    deps.stop,
  );
  return evaluateAttachment(outcome, { hash: send.hash, size, reached: 0 }, deps.now());
}

async function sendPieces(
  deps: SendDeps,
  send: AttachmentSend,
  file: KeptFile,
  from: number,
): Promise<AttachmentCallResult | "damaged"> {
  const { hash } = send;
  for (let confirmed = from; ;) {
    await deps.turn();
    if (deps.stop.aborted) return { kind: "stopped" };
    const body = await file.read(confirmed, Math.min(pieceBytes(send.failures), file.size - confirmed));
    if (body === null) return "damaged";
    const outcome = await callCentre(
      deps.link,
      { method: "PUT", path: pathOf(centrePaths.attachmentPiece, hash, confirmed), token: deps.token, body },
      deps.stop,
    );
    const evaluated = evaluateAttachment(
      outcome,
      { hash, size: file.size, reached: confirmed + body.length },
      deps.now(),
    );
    if (evaluated.kind !== "confirmed") return evaluated;
    confirmed = evaluated.confirmed;
    deps.reached(confirmed, file.size);
  }
}

async function sendOpen(
  deps: SendDeps,
  send: AttachmentSend,
  file: KeptFile,
): Promise<AttachmentCallResult | "damaged"> {
  if (file.size === 0 || file.size > MAX_ATTACHMENT_BYTES || (send.bytes !== null && send.bytes !== file.size))
    return "damaged";
  const evaluated = await announce(deps, send, file.size);
  if (evaluated.kind !== "confirmed") return evaluated;
  // What is damaged here must not travel at all, or it would take the line again and again.
  if (!(await file.isIntact())) return "damaged";
  deps.reached(evaluated.confirmed, file.size);
  // A far end that goes back for ever must not be sent the same bytes for ever: each time counts, and waits.
  if (evaluated.confirmed < send.confirmed) return { kind: "setback", reason: SETBACK };
  return sendPieces(deps, send, file, evaluated.confirmed);
}

/** Tries one file once: announces it, learns how much the centre holds, and sends the rest piece by piece. */
export async function sendAttachment(deps: SendDeps, send: AttachmentSend): Promise<AttachmentAttempt> {
  const file = await deps.open(send.hash);
  if (file === null) return { kind: "set-aside", reason: FILE_GONE };
  try {
    const evaluated = await sendOpen(deps, send, file);
    if (evaluated === "damaged") return { kind: "set-aside", reason: FILE_DAMAGED };
    if (evaluated.kind === "confirmed") throw new TypeError("an attempt that came to no end");
    return evaluated;
  } finally {
    await file.close();
  }
}
