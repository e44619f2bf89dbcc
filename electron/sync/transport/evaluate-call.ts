import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { TheirVersion } from "#shared/contract/centre/push.ts";
import type { CentreProblem, PushReceipt } from "#shared/contract/centre/push.ts";
import { versionMadeBefore, type QuarantineCause } from "#shared/contract/centre/quarantine.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import { NEXT_STEPS, NO_ANSWER, UNTRUSTED } from "./failure-words.ts";
import type { FailureClass, FailureReason, OutboxEntry } from "#station/db/outbox-port.ts";
import { problemIn, receiptIn, shown } from "./ask-centre.ts";
import { retryAfterMs } from "./backoff.ts";

/** The result of one call: arrived, try again, quarantined, or (`stopped`) not evaluated because we aborted. */
export type CallResult =
  | { kind: "sent"; receipt: string }
  | { kind: "wait"; failure: FailureClass; reason: FailureReason; askedMs: number | null }
  | { kind: "set-aside"; failure: QuarantineCause; reason: FailureReason }
  | { kind: "stopped" };

/** An answer, whoever sent it. */
export type Answered = Extract<CentreOutcome, { kind: "answered" }>;
/** The parts of an entry that an answer is compared with. */
export type Sent = Pick<OutboxEntry, "key" | "payloadHash">;

/** Makes a result of trying again, with what happened and what to do for its class. */
export const wait = (failure: FailureClass, what: Bilingual, askedMs: number | null = null): CallResult => ({
  kind: "wait",
  failure,
  reason: { what, next: NEXT_STEPS[failure] },
  askedMs,
});
const quarantineResult = (failure: QuarantineCause, what: Bilingual): CallResult => ({
  kind: "set-aside",
  failure,
  reason: { what, next: NEXT_STEPS[failure] },
});

/** The answer did not come from the centre. */
export const notTheCentre = (status: number): CallResult =>
  wait(
    "captive-portal",
    bilingual(
      `应答不是中心平台的（${status}）：可能是网络登录页或代理拦截。`,
      `The answer (${status}) is not the centre's: a network sign-in page or a proxy may be in between.`,
    ),
  );

/** Only a receipt for this key and this content means that the centre has it. */
export function evaluateReceipt(receipt: Pick<PushReceipt, "key" | "payloadHash" | "receipt">, sent: Sent): CallResult {
  if (receipt.key.toLowerCase() !== sent.key.toLowerCase() || receipt.payloadHash !== sent.payloadHash)
    return wait(
      "server-trouble",
      bilingual(
        "中心平台的回执与本条记录不符，不作为已同步。",
        "The centre's receipt is for another record; it does not count.",
      ),
    );
  return { kind: "sent", receipt: receipt.receipt };
}

function success(answer: Answered, sent: Sent): CallResult {
  const receipt = receiptIn(answer.body);
  return receipt === null ? notTheCentre(answer.status) : evaluateReceipt(receipt, sent);
}

function conflict(answer: Answered, sent: Sent): CallResult {
  if (receiptIn(answer.body) !== null) return success(answer, sent);
  const problem = problemIn(answer.body);
  if (problem === null) return notTheCentre(answer.status);
  return problem.code === "version-conflict" && problem.theirs !== undefined
    ? evaluateVersionConflict(problem.theirs)
    : evaluateConflict(problem.held, sent);
}

/** Another window of the hall made this version before; a person resolves the conflict. */
export const evaluateVersionConflict = ({ sequence, window }: TheirVersion): CallResult =>
  quarantineResult(
    "version-conflict",
    versionMadeBefore({ sequence, window: { ...window, name: shown(window.name) } }),
  );

/** The content that the centre holds under the key decides: the same counts as sent, other content needs a person. */
export function evaluateConflict(accepted: CentreProblem["held"], sent: Sent): CallResult {
  if (accepted === null)
    return quarantineResult(
      "conflict",
      bilingual(
        "中心平台称同一编号下已有其他内容，但没有给出是哪一份。",
        "The centre says that it has other content under this key, but not which.",
      ),
    );
  if (accepted.payloadHash !== sent.payloadHash)
    return quarantineResult(
      "conflict",
      bilingual(
        `同一编号下中心平台已存有不同的内容：平台 ${accepted.payloadHash.slice(0, 12)}，本机 ${sent.payloadHash.slice(0, 12)}。`,
        `The centre holds other content under this key: there ${accepted.payloadHash.slice(0, 12)}, here ${sent.payloadHash.slice(0, 12)}.`,
      ),
    );
  if (accepted.receipt.length < 8)
    return wait(
      "server-trouble",
      bilingual(
        "中心平台称已收到相同内容，但没有给出回执号，不作为已同步。",
        "The centre says it holds the same content but gives no receipt; it does not count.",
      ),
    );
  return { kind: "sent", receipt: accepted.receipt };
}

/** The centre's own refusal of a record, or (`problem` null) somebody's that does not depend on who says it; `mark` names it in a word. */
export function evaluateRefusal(problem: CentreProblem | null, mark: number | string): CallResult {
  const fields = (problem?.fields ?? []).slice(0, 10).map((field) => `${shown(field.path)}：${shown(field.message)}`);
  const zh = [shown(problem?.what.zh ?? ""), ...fields].filter((part) => part !== "").join("；");
  const en = [shown(problem?.what.en ?? ""), ...fields].filter((part) => part !== "").join("; ");
  return quarantineResult(
    "refused",
    bilingual(`中心平台拒收（${mark}）。${zh}`, `The centre refused it (${mark}). ${en}`),
  );
}

/** How an answer is read where it is a success or a conflict; all else means the same for whatever was sent. */
export type Reading<T> = { success: (answer: Answered) => T; conflict: (answer: Answered) => T };

function answered<T>(answer: Answered, reading: Reading<T>, now: Instant): T | CallResult {
  const { status, body } = answer;
  const asked = retryAfterMs(answer.retryAfter, now);
  const problem = problemIn(body);
  // The status line came but not the whole answer: the record may be there, so it is sent again.
  if (body.kind === "cut-off") return wait("unreachable", NO_ANSWER["cut-off"]);
  if (status >= 200 && status < 300) return reading.success(answer);
  if (status === 401 || status === 403)
    return wait(
      "not-enrolled",
      bilingual(
        `中心平台不认可本窗口的注册（${status}）。`,
        `The centre does not accept this station's enrolment (${status}).`,
      ),
      asked,
    );
  if (status === 409) return reading.conflict(answer);
  if (status === 429) return wait("too-many", bilingual("中心平台要求稍后再报。", "The centre asks to wait."), asked);
  if (status === 511) return notTheCentre(status);
  if (status === 407)
    return wait(
      "captive-portal",
      bilingual(
        "内网代理要求登录（407），没有到达中心平台。",
        "The intranet's proxy asks for a sign-in (407); the centre was not reached.",
      ),
    );
  if (status >= 500 || status === 408 || status === 425)
    return wait(
      "server-trouble",
      bilingual(`中心平台暂时出错（${status}）。`, `The centre is in trouble (${status}).`),
      asked,
    );
  // 413 and 422 do not depend on who says them: the same bytes will be refused again. Any other refusal must be the centre's own,
  // or one wrong address or proxy page would set the whole queue aside.
  if (status >= 400 && status < 500 && (problem !== null || status === 413 || status === 422))
    return evaluateRefusal(problem, status);
  return notTheCentre(status);
}

/** Evaluates any call to the centre by the same classes. Pure. */
export function evaluateCall<T>(outcome: CentreOutcome, reading: Reading<T>, now: Instant): T | CallResult {
  switch (outcome.kind) {
    case "answered":
      return answered(outcome, reading, now);
    case "no-answer":
      return wait("unreachable", NO_ANSWER[outcome.cause]);
    case "untrusted":
      return wait("clock-or-certificate", UNTRUSTED[outcome.cause]);
    case "not-http":
      return notTheCentre(0);
    case "stopped":
      return { kind: "stopped" };
  }
}

/** Evaluates the sending of an entry. Pure. */
export const classify = (outcome: CentreOutcome, sent: Sent, now: Instant): CallResult =>
  evaluateCall(
    outcome,
    { success: (answer) => success(answer, sent), conflict: (answer) => conflict(answer, sent) },
    now,
  );
