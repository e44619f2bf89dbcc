import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call on its way; `pass` carries it to the far end and back, `halfway` only half of its body, and `hangUp` breaks it off. */
export type GateCall = {
  method: string;
  path: string;
  pass: () => Promise<void>;
  halfway: () => Promise<void>;
  hangUp: () => void;
};

/** A gate before a centre that a test opens call by call. */
export type HttpGate = {
  url: string;
  calls: string[];
  on: (call: GateCall) => Promise<void>;
  close: () => Promise<void>;
};

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function relay(farUrl: string, incoming: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<void> {
  const { host: _, ...headers } = incoming.headers;
  const call = ask(new URL(incoming.url ?? "/", farUrl), { method: incoming.method, headers, agent: false });
  call.end(body);
  const [far] = (await once(call, "response")) as [IncomingMessage];
  const answered = await bodyOf(far);
  answer.writeHead(far.statusCode ?? 502, {
    "content-type": far.headers["content-type"] ?? "",
    "content-length": answered.length,
  });
  answer.end(answered);
}

async function relayHalf(farUrl: string, incoming: IncomingMessage, body: Buffer): Promise<void> {
  const { host: _, ...headers } = incoming.headers;
  const call = ask(new URL(incoming.url ?? "/", farUrl), { method: incoming.method, headers, agent: false });
  call.on("error", () => undefined);
  await new Promise<void>((resolve) => call.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve()));
}

/** Opens a gate before a centre; it passes everything until the test says otherwise. */
export async function openHttpGate(farUrl: string): Promise<HttpGate> {
  const gate: HttpGate = { url: "", calls: [], on: (call) => call.pass(), close: async () => undefined };
  const server = createServer((incoming, answer) => {
    void (async () => {
      const body = await bodyOf(incoming);
      const path = incoming.url ?? "";
      gate.calls.push(`${incoming.method} ${path}`);
      await gate.on({
        method: incoming.method ?? "",
        path,
        pass: () => relay(farUrl, incoming, body, answer),
        halfway: () => relayHalf(farUrl, incoming, body),
        hangUp: () => incoming.socket.destroy(),
      });
    })().catch(() => incoming.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gate.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return gate;
}
