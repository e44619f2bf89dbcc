import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

/** A far end that does with each request what a test says, and notes every one that came. */
export type HostileCentre = { url: string; seen: { method: string; path: string; authorization: string }[] };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts one on loopback; it ends with the test. */
export async function openHostileCentre(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HostileCentre> {
  const seen: HostileCentre["seen"] = [];
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    seen.push({
      method: request.method ?? "",
      path: request.url ?? "",
      authorization: request.headers.authorization ?? "",
    });
    request.resume();
    request.on("end", () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Answers with a text as JSON. */
export function answerText(
  response: ServerResponse,
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}
