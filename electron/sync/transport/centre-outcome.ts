/** The body of an answer, read no further than its limit. */
export type AnswerBody = { kind: "text"; text: string } | { kind: "too-large" } | { kind: "cut-off" };

/** The outcome of one call to the centre (中心平台), not yet evaluated. */
export type CentreOutcome =
  | {
      kind: "answered";
      status: number;
      retryAfter: string | null;
      body: AnswerBody;
      /** The answer's `Date`, where it gave one. */ serverDate?: string | null;
    }
  /** No answer: `unknown` covers every code that has no name of its own here. */
  | {
      kind: "no-answer";
      cause: "refused" | "name" | "timeout" | "cut-off" | "proxy" | "proxy-setting" | "unknown";
      code: string;
    }
  | { kind: "untrusted"; cause: "not-yet-valid" | "expired" | "certificate" | "own-certificate"; code: string }
  /** Something answered that does not speak HTTP. */
  | { kind: "not-http"; code: string }
  /** We hung up ourselves, on closing. */
  | { kind: "stopped" };

const NAME_CODES = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const REFUSED_CODES = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);
const TIMEOUT_CODES = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
const CUT_OFF_CODES = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);
/** OpenSSL's names for a chain that cannot be trusted; Node passes them on as they are. */
const CERTIFICATE = new RegExp(
  [
    "^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_",
    "|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|EPROTO$|PATH_LENGTH_EXCEEDED)",
  ].join(""),
);
/** What the far end says of ours, by an alert. */
const OWN_CERTIFICATE = /^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;
const NOT_HTTP = /^(HPE_|UND_ERR_HEADERS_OVERFLOW)/;

/** The innermost system or library code of a failed fetch, "" where there is none. */
function codeOf(error: unknown): string {
  let code = "";
  // fetch wraps the real reason in one or more causes; ten is more than it ever nests and ends a loop of causes.
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") code = at.code;
    // Node's fetch leaves this one without its code.
    else if (at.name === "HTTPParserError") code = "HPE_ANSWER";
  }
  return code;
}

/** The code of a call that was not made because the proxy's setting cannot be read. */
export const PROXY_SETTING = "PROXY_SETTING";
/** Node's code for a proxy on the way that refused to pass the call on. */
const PROXY_REFUSED = "ERR_PROXY_TUNNEL";

/** Sorts the error of a failed fetch: nobody there, not to be trusted, or not a web server at all. */
export function networkFailure(error: unknown): CentreOutcome {
  const code = codeOf(error);
  if (code === PROXY_REFUSED) return { kind: "no-answer", cause: "proxy", code };
  if (code === PROXY_SETTING) return { kind: "no-answer", cause: "proxy-setting", code };
  if (code === "CERT_NOT_YET_VALID") return { kind: "untrusted", cause: "not-yet-valid", code };
  if (code === "CERT_HAS_EXPIRED") return { kind: "untrusted", cause: "expired", code };
  if (OWN_CERTIFICATE.test(code)) return { kind: "untrusted", cause: "own-certificate", code };
  if (CERTIFICATE.test(code)) return { kind: "untrusted", cause: "certificate", code };
  if (NOT_HTTP.test(code)) return { kind: "not-http", code };
  if (NAME_CODES.has(code)) return { kind: "no-answer", cause: "name", code };
  if (REFUSED_CODES.has(code)) return { kind: "no-answer", cause: "refused", code };
  if (TIMEOUT_CODES.has(code)) return { kind: "no-answer", cause: "timeout", code };
  if (CUT_OFF_CODES.has(code)) return { kind: "no-answer", cause: "cut-off", code };
  return { kind: "no-answer", cause: "unknown", code };
}
