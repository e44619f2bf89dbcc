import { type AnswerBody, type CentreOutcome, networkFailure } from "./centre-outcome.ts";

/** No answer of the contract comes near this, not even a whole batch of refusals in one; more is a broken or hostile far end. */
const ANSWER_LIMIT_BYTES = 524_288;

/** Reads an answer's body up to the limit and hangs up past it, so that no far end can fill this machine's memory. */
async function readLimited(response: Response, maxBytes = ANSWER_LIMIT_BYTES): Promise<AnswerBody> {
  if (response.body === null) return { kind: "text", text: "" };
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes += piece.value.length;
      if (bytes > maxBytes) {
        await reader.cancel().catch(() => undefined);
        return { kind: "too-large" };
      }
      pieces.push(piece.value);
    }
  } catch {
    return { kind: "cut-off" };
  }
  return { kind: "text", text: new TextDecoder().decode(Buffer.concat(pieces)) };
}

/** How this machine reaches the outside; tests pass a short deadline. */
export type CentreLink = {
  /** Address of the centre, with a path where it does not stand at the root. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  /** For the whole call, body included. */
  deadlineMs: number;
};

/** One request of the contract; `token` is null before enrolment. A body of bytes travels as it is, any other as JSON. */
export type CentreRequest = {
  method: "GET" | "PUT" | "POST";
  path: string;
  token: string | null;
  body: unknown;
  /** Reads an answer of up to so many bytes, where it may be larger than others. */ maxBytes?: number;
};

/** What servers and proxies answer to a certificate that they do not accept, or that is missing. */
const OWN_CERTIFICATE: ReadonlySet<number> = new Set([495, 496]);

/** Joins the centre's address and a path of the contract; throws TypeError when the address is none. */
export const centreUrl = (baseUrl: string, path: string): string =>
  new URL(`.${path}`, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`).href;

/** A `Date` header as an instant, to the second; null where there is none. */
const readDate = (text: string | null): string | null =>
  text === null || Number.isNaN(Date.parse(text)) ? null : new Date(Date.parse(text)).toISOString();

const bodyOf = ({ method, body }: CentreRequest): string | Uint8Array<ArrayBuffer> | null => {
  if (method === "GET") return null;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
};

/** Asks the centre once and says what came of it; never throws for anything that the far end or the network can do. */
export async function callCentre(link: CentreLink, request: CentreRequest, stop?: AbortSignal): Promise<CentreOutcome> {
  // Ended with the call, so that neither timer nor listener outlives it.
  const ending = new AbortController();
  const { signal } = ending;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    ending.abort();
  }, link.deadlineMs);
  const hangUp = (): void => ending.abort();
  stop?.addEventListener("abort", hangUp);
  if (stop?.aborted === true) hangUp();
  const isBytes = request.body instanceof Uint8Array;
  const headers: Record<string, string> = {
    "content-type": isBytes ? "application/octet-stream" : "application/json",
    accept: "application/json",
    "accept-encoding": "identity",
  };
  if (request.token !== null) headers["authorization"] = `Bearer ${request.token}`;
  const cutShort = (): CentreOutcome | null => {
    if (stop?.aborted === true) return { kind: "stopped" };
    return isLate ? { kind: "no-answer", cause: "timeout", code: "DEADLINE" } : null;
  };
  try {
    // A redirect is never followed: it would carry the token and the record to whoever it names.
    const response = await link.fetch(centreUrl(link.baseUrl, request.path), {
      method: request.method,
      headers,
      body: bodyOf(request),
      redirect: "manual",
      signal,
    });
    if (OWN_CERTIFICATE.has(response.status)) {
      await response.body?.cancel();
      return { kind: "untrusted", cause: "own-certificate", code: `HTTP_${response.status}` };
    }
    const body = await readLimited(response, request.maxBytes);
    if (body.kind === "cut-off")
      return cutShort() ?? { kind: "answered", status: response.status, retryAfter: null, body };
    return {
      kind: "answered",
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      body,
      serverDate: readDate(response.headers.get("date")),
    };
  } catch (error) {
    return cutShort() ?? networkFailure(error);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", hangUp);
  }
}
