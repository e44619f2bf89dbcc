import type { FastifyInstance } from "fastify";
import { unreadable } from "./refusal.ts";

/** Takes JSON only, and only in true UTF-8: a lenient decoder would change bytes that were hashed. */
export function takeJsonOnly(app: FastifyInstance): void {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, JSON.parse(typeof body === "string" ? body : decoder.decode(body)));
    } catch {
      done(unreadable());
    }
  });
}
