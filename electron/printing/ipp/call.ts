import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { asFault, withDeadline } from "#station/printing/printer-fault.ts";
import {
  httpAddress,
  hostOf,
  reach,
  type AllowedAddresses,
  type ReachableHost,
} from "#station/printing/printer-addresses.ts";
import {
  decodeAnswer,
  encodeRequest,
  type IppAnswer,
  type IppGroup,
  type IppValue,
  type IppVersion,
} from "./message.ts";

/** More than any answer of a printer takes; one that says more is broken or none. */
const MAX_ANSWER_BYTES = 1_000_000;
/** Each piece of an answer takes many times its bytes where it is only one: a whole answer comes in less than a thousand. */
const MAX_PIECES = 5_000;

/** The operations used (RFC 8011, section 5.4.15). */
export const OPERATIONS = { printJob: 0x0002, cancelJob: 0x0008, getJob: 0x0009, getPrinter: 0x000b } as const;

/** How a call ended: an answer, or why there is none and whether a byte of the document may have gone out. */
export type IppReply =
  | { kind: "answer"; answer: IppAnswer }
  | { kind: "not-allowed"; detail: string }
  | { kind: "unreachable"; detail: string }
  | { kind: "lost"; detail: string }
  | { kind: "nonsense"; detail: string };

/** One question to a printer: the operation by its number, what it is about, and the document it carries. */
export type IppCall = {
  operation: number;
  attributes: [string, IppValue[]][];
  job?: [string, IppValue[]][];
  document?: Buffer;
};

/** A printer or queue to call, and the addresses that may be called. */
export type IppTarget = { address: string; allowed: AllowedAddresses };

const NEWER: IppVersion = [2, 0];
const OLDER: IppVersion = [1, 1];
const VERSION_NOT_SUPPORTED = 0x0503;
const BAD_REQUEST = "HTTP 400";

/** Printers that answered the older version only, until the program ends. */
const older = new Set<string>();

/** Whether a printer refused the version itself. HTTP says nothing of a document, which might be printed twice. */
const isOfVersion = (reply: IppReply, { document }: IppCall): boolean =>
  reply.kind === "answer"
    ? reply.answer.status === VERSION_NOT_SUPPORTED
    : document === undefined && reply.kind === "nonsense" && reply.detail === BAD_REQUEST;

/**
 * Makes one call to a printer and reads its answer, after at most `deadlineMs` of silence. It never throws for what
 * the other side does. `lost` means that the printer went away before it answered: a document may have arrived whole.
 * One that knows another version of IPP only is asked again in that one, and from then on at once. No redirect is followed.
 */
export async function callPrinter(
  { address, allowed }: IppTarget,
  call: IppCall,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<IppReply> {
  let host: ReachableHost;
  try {
    host = await withDeadline(reach(allowed(), hostOf(httpAddress(address))), deadlineMs, "the host's address");
  } catch (error) {
    const { trouble, detail } = asFault(error);
    return { kind: trouble === "not-allowed" ? "not-allowed" : "unreachable", detail };
  }
  const isOlder = older.has(address);
  const ask = (version: IppVersion) => callOnce({ address, host, call, version }, deadlineMs, signal);
  const first = await ask(isOlder ? OLDER : NEWER);
  if (!isOfVersion(first, call)) return first;
  const second = await ask(isOlder ? NEWER : OLDER);
  if (second.kind === "answer" && second.answer.status !== VERSION_NOT_SUPPORTED) {
    if (isOlder) older.delete(address);
    else older.add(address);
  }
  return second;
}

let lastRequest = 0;

function callOnce(
  { address, host, call, version }: { address: string; host: ReachableHost; call: IppCall; version: IppVersion },
  deadlineMs: number,
  signal: AbortSignal,
): Promise<IppReply> {
  const url = httpAddress(address);
  lastRequest += 1;
  const common: [string, IppValue[]][] = [
    ["attributes-charset", [{ kind: "charset", text: "utf-8" }]],
    ["attributes-natural-language", [{ kind: "language", text: "zh-cn" }]],
    ["printer-uri", [{ kind: "uri", text: address.replace(/^http(s?):/, "ipp$1:") }]],
  ];
  const groups: IppGroup[] = [
    { tag: "operation", attributes: [...common, ...call.attributes] },
    ...(call.job === undefined || call.job.length === 0 ? [] : [{ tag: "job" as const, attributes: call.job }]),
  ];
  const head = encodeRequest(version, call.operation, lastRequest, groups);
  const length = head.length + (call.document?.length ?? 0);
  return new Promise((resolve) => {
    let connected = false;
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: "POST",
      agent: false,
      lookup: host.lookup,
      headers: { "content-type": "application/ipp", "content-length": length },
    });
    const give = (reply: IppReply): void => {
      signal.removeEventListener("abort", hangUp);
      resolve(reply);
      request.destroy();
    };
    const gone = (detail: string): void => give(connected ? { kind: "lost", detail } : { kind: "unreachable", detail });
    const hangUp = (): void => gone("the program hung up");
    request.setTimeout(deadlineMs, () => gone(`silent for ${deadlineMs} ms`));
    // A connection that is never made has no socket to fall silent.
    const dial = setTimeout(() => connected || gone(`no connection in ${deadlineMs} ms`), deadlineMs);
    request.on("socket", (socket) => {
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
        connected = true;
        clearTimeout(dial);
        request.write(head);
        request.end(call.document);
      });
    });
    request.on("error", (error) => gone(error.message));
    request.on("close", () => {
      clearTimeout(dial);
      gone("the connection closed");
    });
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (part: Buffer) => {
        size += part.length;
        if (size > MAX_ANSWER_BYTES)
          give({ kind: "nonsense", detail: `an answer of more than ${MAX_ANSWER_BYTES} bytes` });
        else if (parts.push(part) > MAX_PIECES)
          give({ kind: "nonsense", detail: `an answer in crumbs: more than ${MAX_PIECES} pieces` });
      });
      response.on("end", () => {
        const answer = response.statusCode === 200 ? decodeAnswer(Buffer.concat(parts)) : null;
        give(
          answer === null
            ? { kind: "nonsense", detail: `HTTP ${response.statusCode ?? 0}` }
            : { kind: "answer", answer },
        );
      });
    });
    signal.addEventListener("abort", hangUp, { once: true });
    if (signal.aborted) hangUp();
  });
}
