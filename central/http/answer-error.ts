import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply } from "fastify";
import { errorCode } from "#central/db/database-problem.ts";
import { noSuchAddress, Refusal, tooLarge, unavailable, unreadable } from "./refusal.ts";

/** Turns whatever was thrown into a refusal; what is nobody's mistake is "cannot save now", which a station retries. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (errorCode(error) === "FST_ERR_CTP_BODY_TOO_LARGE") return tooLarge();
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  if (status === 404) return noSuchAddress();
  return typeof status === "number" && status >= 400 && status < 500 ? unreadable() : unavailable();
}

/** The only way a refusal is answered: its status, its headers, its problem as JSON. */
export const answerRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  reply.code(refusal.status).headers(refusal.headers).send(refusal.problem);

/** Answers every error and every unknown address with a problem, and logs what is ours without anything that was sent. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) request.log.error(traceOf(error), "request failed");
    return answerRefusal(reply, refusal);
  });
  app.setNotFoundHandler((_request, reply) => answerRefusal(reply, noSuchAddress()));
}

/** A database's message may quote a value that was sent; its code and our own stack frames tell enough. */
function traceOf(error: unknown): { error: string; code: string | null; at: string[] } {
  const frames =
    error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")) : [];
  return {
    error: error instanceof Error ? error.name : typeof error,
    code: errorCode(error),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}

/** Answers what is not HTTP at all: too long a header 431, too slow 408, anything else 400. */
export function answerBrokenRequest(error: Error, socket: Socket): void {
  if (errorCode(error) === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    { HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large", ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout" }[
      errorCode(error) ?? ""
    ] ?? "400 Bad Request";
  const body = JSON.stringify(unreadable().problem);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
