import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply } from "fastify";
import { errorCode } from "#central/lib/errors.ts";
import type { Log } from "#central/lib/log.ts";
import { operations } from "./operations.ts";
import { noSuchAddress, Refusal, tooLarge, unavailable, unreadable, wrongMethod } from "./refusal.ts";

/** Turns any error into a refusal. Where the caller made no mistake it is "cannot save now", which a station retries. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (errorCode(error) === "FST_ERR_CTP_BODY_TOO_LARGE") return tooLarge();
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  if (status === 404) return noSuchAddress();
  return typeof status === "number" && status >= 400 && status < 500 ? unreadable() : unavailable();
}

/** The header that names a request as the log does. */
export const REQUEST_ID_HEADER = "x-request-id";

/** The only way a refusal is answered: its status, its headers, its problem as JSON. */
export const answerRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  reply
    .code(refusal.status)
    .headers({ ...refusal.headers, [REQUEST_ID_HEADER]: reply.request.id })
    .send(refusal.problem);

/** The methods that the contract has for an address; none where there is no such address. */
function methodsAt(url: string): string[] {
  const parts = (url.split("?")[0] ?? "").split("/");
  return Object.values(operations)
    .filter(({ path }) => {
      const pattern = path.split("/");
      return (
        pattern.length === parts.length && pattern.every((part, nth) => part.startsWith(":") || part === parts[nth])
      );
    })
    .map(({ method }) => method);
}

/** Answers every error and every unknown address with a problem, and logs it. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    const { code } = refusal.problem;
    if (refusal.status >= 500 && error !== refusal)
      request.log.error({ code, err: error }, "answering a request failed");
    else request.log.info({ code, err: error }, "a request was refused");
    return answerRefusal(reply, refusal);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url);
    return answerRefusal(reply, allowed.length === 0 ? noSuchAddress() : wrongMethod(allowed));
  });
}

/** Answers a request that is not HTTP: 431 for a header that is too long, 408 for one too slow, else 400. */
export function answerBrokenRequest(log: Log, error: Error, socket: Socket): void {
  log.info({ err: error }, "a request was not HTTP");
  if (errorCode(error) === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    { HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large", ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout" }[
      errorCode(error) ?? ""
    ] ?? "400 Bad Request";
  const body = JSON.stringify(unreadable().problem);
  const headers = [
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end([`HTTP/1.1 ${status}`, ...headers, "", body].join("\r\n"));
}
