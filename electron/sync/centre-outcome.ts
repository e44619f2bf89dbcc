/** The body of an answer, read no further than its limit. */
export type AnswerBody = { kind: "text"; text: string } | { kind: "too-large" } | { kind: "cut-off" };

/** What came of one call to the centre (中心平台), before anyone has judged it. */
export type CentreOutcome =
  | {
      kind: "answered";
      status: number;
      retryAfter: string | null;
      body: AnswerBody;
      /** The answer's `Date`, where it gave one. */ serverDate?: string | null;
    }
  /** No answer: `unknown` covers every code that has no name of its own here. */
  | { kind: "no-answer"; cause: "refused" | "name" | "timeout" | "cut-off" | "proxy" | "unknown"; code: string }
  | { kind: "untrusted"; cause: "not-yet-valid" | "expired" | "certificate" | "own-certificate"; code: string }
  /** Something answered that does not speak HTTP. */
  | { kind: "not-http"; code: string }
  /** We hung up ourselves, on closing. */
  | { kind: "stopped" };
