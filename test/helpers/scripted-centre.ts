import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { centrePaths, PushBatch, PushEntry } from "#shared/contract/centre/push.ts";
import { answerBatch } from "./scripted-batch.ts";

/** What the far end does with one request. */
export type Move =
  | "accept"
  /** Keeps the record, then breaks the connection before a word of the answer. */
  | "accept-then-reset"
  | "accept-then-reset-mid-body"
  | "reset"
  | "silence"
  | "no-receipt"
  | "html"
  | "other-receipt"
  | "conflict-same-hash"
  | "conflict-same-hash-no-receipt"
  | "conflict-other-hash"
  /**
   * Of a batch: omits the record from the answer, answers it twice, answers another's instead, or uses wrong types.
   * Of a single record: no receipt.
   */
  | "left-out"
  | "doubled"
  | "foreign"
  | "wrong-typed"
  | "endless"
  | "redirect"
  | "not-http"
  | {
      status: number;
      headers?: Record<string, string>;
      body?: string;
      /** Said of the call as a whole, not of one record of its batch. */ whole?: true;
    };

export type AcceptedByCentre = {
  payloadHash: string;
  receipt: string;
  applicationId: string;
  sequence: number;
  order: number;
};
/** One record as it came in; `call` counts requests, so that those of one batch share it. */
export type Seen = {
  method: string;
  path: string;
  key: string;
  token: string;
  entry: PushEntry | null;
  call: number;
  move: Move;
};

/** A refusal as the contract words it. */
export const problemBody = (code: string, held: { payloadHash: string; receipt: string } | null = null): string =>
  JSON.stringify({
    code,
    what: { zh: "不行", en: "no" },
    fields: code === "bad-request" ? [{ path: "payload", message: "缺少项目 / missing" }] : [],
    held,
  });

const json = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
};

const QUARANTINED = new Set<string>([centrePaths.status, centrePaths.accepted, centrePaths.feed]);

/** A real HTTP server on loopback that does what a test's script says, and keeps an honest record of what it accepted. */
export class ScriptedCentre {
  readonly held = new Map<string, AcceptedByCentre>();
  readonly seen: Seen[] = [];
  bytesOffered = 0;
  /** Chooses the move for a request; by default everything is accepted. */
  script: (seen: Omit<Seen, "move">, nth: number) => Move = () => "accept";
  private readonly server: Server;
  private waiting: { count: number; done: () => void }[] = [];

  constructor() {
    this.server = createServer(
      (request, response) => void this.answer(request, response).catch(() => response.destroy()),
    );
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Resolves once so many requests have come in all. */
  arrived(count: number): Promise<void> {
    if (this.seen.length >= count) return Promise.resolve();
    return new Promise((done) => this.waiting.push({ count, done }));
  }

  private keep(key: string, entry: PushEntry): { status: number; body: string } {
    const held = this.held.get(key) ?? {
      payloadHash: entry.payloadHash,
      receipt: `R-${String(this.held.size + 1).padStart(8, "0")}`,
      applicationId: entry.applicationId,
      sequence: entry.sequence,
      order: this.held.size,
    };
    const duplicate = this.held.has(key);
    if (held.payloadHash !== entry.payloadHash) return { status: 409, body: problemBody("conflict", held) };
    this.held.set(key, held);
    return {
      status: duplicate ? 200 : 201,
      body: JSON.stringify({
        key,
        receipt: held.receipt,
        payloadHash: held.payloadHash,
        receivedAt: "2026-11-21T00:00:00.000Z",
        duplicate,
      }),
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString("utf8");
    // What a station asks besides is no part of any script: this far end is one that only takes entries.
    if (QUARANTINED.has((request.url ?? "").split("?")[0] ?? "")) return json(response, 404, problemBody("not-found"));
    const body: unknown = text === "" ? null : JSON.parse(text);
    const batch = PushBatch.safeParse(body).data?.entries.map(({ key, ...entry }) => ({ key, entry }));
    const records = batch ?? [
      {
        key: decodeURIComponent((request.url ?? "").split("?")[0]?.split("/").at(-1) ?? ""),
        entry: PushEntry.safeParse(body).data ?? null,
      },
    ];
    const call = (this.seen.at(-1)?.call ?? -1) + 1;
    const moves = records.map((record) => {
      const seen = {
        method: request.method ?? "",
        path: request.url ?? "",
        token: request.headers.authorization ?? "",
        call,
        ...record,
      };
      const move = this.script(seen, this.seen.length);
      this.seen.push({ ...seen, move });
      return move;
    });
    for (const one of this.waiting.filter(({ count }) => this.seen.length >= count)) one.done();
    this.waiting = this.waiting.filter(({ count }) => this.seen.length < count);
    const [first] = records;
    const [move] = moves;
    if (first === undefined || move === undefined) throw new Error("a request without a record");
    if (batch !== undefined) {
      const reply = answerBatch(batch, moves, (key, entry) => this.keep(key, entry));
      if ("body" in reply) return json(response, 200, reply.body);
      return this.whole(reply.whole, first.key, first.entry, response);
    }
    this.whole(move, first.key, first.entry, response);
  }

  private whole(move: Move, key: string, entry: PushEntry | null, response: ServerResponse): void {
    if (typeof move === "object") return json(response, move.status, move.body ?? "", move.headers);
    this.play(move, key, entry, response);
  }

  private play(move: Exclude<Move, object>, key: string, entry: PushEntry | null, response: ServerResponse): void {
    const hash = entry?.payloadHash ?? "0".repeat(64);
    const receipt = (over: object): string =>
      JSON.stringify({
        key,
        receipt: "R-12345678",
        payloadHash: hash,
        receivedAt: "2026-11-21T00:00:00.000Z",
        duplicate: false,
        ...over,
      });
    const kept = (): { status: number; body: string } =>
      entry === null ? { status: 422, body: problemBody("bad-request") } : this.keep(key, entry);
    switch (move) {
      case "accept": {
        const { status, body } = kept();
        return json(response, status, body);
      }
      case "accept-then-reset":
        kept();
        response.socket?.resetAndDestroy();
        return;
      case "accept-then-reset-mid-body": {
        const { status, body } = kept();
        response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
        response.write(body.slice(0, 20), () => response.socket?.destroy());
        return;
      }
      case "reset":
        response.socket?.resetAndDestroy();
        return;
      case "silence":
        return;
      case "no-receipt":
      case "left-out":
      case "doubled":
      case "foreign":
      case "wrong-typed":
        return json(response, 200, '{"ok":true}');
      case "html":
        response.writeHead(200, { "content-type": "text/html" });
        response.end("<html><title>上网认证</title></html>");
        return;
      case "other-receipt":
        return json(response, 201, receipt({ payloadHash: "f".repeat(64) }));
      case "conflict-same-hash": {
        kept();
        return json(
          response,
          409,
          problemBody("conflict", { payloadHash: hash, receipt: this.held.get(key)?.receipt ?? "" }),
        );
      }
      case "conflict-same-hash-no-receipt":
        return json(response, 409, problemBody("conflict", { payloadHash: hash, receipt: "" }));
      case "conflict-other-hash":
        return json(response, 409, problemBody("conflict", { payloadHash: "e".repeat(64), receipt: "R-99999999" }));
      case "endless": {
        response.writeHead(201, { "content-type": "application/json" });
        const piece = Buffer.alloc(65_536, 32);
        const pour = (): void => {
          while (!response.destroyed && this.bytesOffered < 1_073_741_824) {
            this.bytesOffered += piece.length;
            if (!response.write(piece)) {
              response.once("drain", pour);
              return;
            }
          }
          response.end();
        };
        return pour();
      }
      case "redirect":
        return json(response, 307, "", {
          location: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/elsewhere/${key}`,
        });
      case "not-http":
        response.socket?.end("220 mail.example ESMTP\r\n");
        return;
    }
  }
}
