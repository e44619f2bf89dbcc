import { isUtf8 } from "node:buffer";
import type { FastifyInstance } from "fastify";
import { unreadable } from "./refusal.ts";

const BYTE_ORDER_MARK = Buffer.from("\uFEFF", "utf8");

/** The text of a body in true UTF-8; a lenient decoder would change bytes that were hashed. Throws a `Refusal`. */
function textIn(body: Buffer): string {
  if (!isUtf8(body)) throw unreadable();
  return body.toString(
    "utf8",
    body.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
  );
}

/** Takes JSON only, and only in true UTF-8. */
export function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, JSON.parse(typeof body === "string" ? body : textIn(body)));
    } catch {
      done(unreadable());
    }
  });
}
