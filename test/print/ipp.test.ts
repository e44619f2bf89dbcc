import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ippPrinter } from "#station/printing/ipp/ipp-printer.ts";
import type { Watching } from "#station/printing/ipp/follow-job.ts";
import type { PrintableDocument } from "#station/printing/printer.ts";
import { renderPdfHere } from "#station/rendering/pdf.ts";
import {
  startCups,
  startIppPrinter,
  startPrinterBus,
  type TestCups,
  type TestIppPrinter,
} from "#test/helpers/ipp-printers.ts";
import { setData, threeDefinitions } from "#test/bench/three-documents.ts";
import { allowingQueue } from "#test/helpers/allowed-printers.ts";
import { freePort } from "#test/helpers/free-port.ts";

const NEVER = new AbortController().signal;
const PRINTS = "exit 0";
const SOON: Partial<Watching> = { everyMs: 100, goneMs: 2_000, answerMs: 3_000 };

let bytes: Buffer = Buffer.alloc(0);
const sheet = (more: Partial<PrintableDocument> = {}): PrintableDocument => ({
  fileName: "LD-A01-2026-000001-1-unified-form.pdf",
  bytes,
  kind: "unified-form",
  fromPage: 1,
  ...more,
});
const printerAt = (address: string) =>
  ippPrinter({ address, allowed: allowingQueue(address), sides: "one-sided", watching: SOON, documentMs: 3_000 });

const open: { stop: () => Promise<void> }[] = [];
async function printer(script: string): Promise<TestIppPrinter> {
  const started = await startIppPrinter(script);
  open.push(started);
  return started;
}

let bus: { stop: () => Promise<void> };
beforeAll(async () => {
  const [form] = threeDefinitions(setData());
  if (form === undefined) throw new Error("no form");
  bytes = await renderPdfHere(form);
  bus = await startPrinterBus();
}, 60_000);
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});
afterAll(() => bus.stop());

describe("row 37, 38: an A4 printer by IPP", { timeout: 60_000 }, () => {
  it("is confirmed by the device when its job is completed, and what it got is our PDF to the byte", async () => {
    const real = await printer(PRINTS);
    expect(await printerAt(real.address).status(NEVER)).toEqual({ state: "ready", troubles: [] });
    expect(await printerAt(real.address).print(sheet(), NEVER)).toEqual({ outcome: "device-confirmed" });
    expect(real.papers().map((paper) => paper.equals(bytes))).toEqual([true]);
  });

  it("says that paper is out where the job is aborted for it, and never that it printed", async () => {
    const real = await printer('echo "STATE: +media-empty-error" >&2\nsleep 1\nexit 1');
    const result = await printerAt(real.address).print(sheet(), NEVER);
    expect(result).toMatchObject({ trouble: "paper-out" });
    expect(["failed", "unconfirmed"]).toContain(result.outcome);
    expect(result).not.toMatchObject({ again: true });
    expect((await printerAt(real.address).status(NEVER)).troubles).toContain("paper-out");
  });

  it("leaves a busy printer to be tried again: nothing went out", async () => {
    const real = await printer("sleep 3\nexit 0");
    const first = printerAt(real.address).print(sheet(), NEVER);
    let second = await printerAt(real.address).print(sheet(), NEVER);
    // Whichever of the two came first is printing; the other learns so.
    const [printed, refused] = second.outcome === "failed" ? [await first, second] : [second, await first];
    second = refused;
    expect(printed).toEqual({ outcome: "device-confirmed" });
    expect(second).toMatchObject({ outcome: "failed", trouble: "busy", again: true });
    expect(real.papers()).toHaveLength(1);
  });

  it("says offline where nobody listens: tried again without asking", async () => {
    const address = `ipp://localhost:${await freePort()}/ipp/print`;
    expect(await printerAt(address).print(sheet(), NEVER)).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
    expect(await printerAt(address).status(NEVER)).toEqual({ state: "stopped", troubles: ["offline"] });
  });

  it("asks a person when the printer dies in the middle of a job", async () => {
    const real = await printer("sleep 30\nexit 0");
    const printing = printerAt(real.address).print(sheet(), NEVER);
    await expect.poll(() => real.papers().length, { timeout: 10_000 }).toBe(1);
    await real.kill();
    expect(await printing).toMatchObject({ outcome: "unconfirmed", trouble: "connection-lost", pages: null });
  });

  it("asks a person when the program closes in the middle of a job, and leaves no job behind that prints later", async () => {
    const real = await printer("sleep 30\nexit 0");
    const closing = new AbortController();
    const printing = printerAt(real.address).print(sheet(), closing.signal);
    await expect.poll(() => real.papers().length, { timeout: 10_000 }).toBe(1);
    closing.abort();
    expect(await printing).toMatchObject({ outcome: "unconfirmed", detail: "withdrawn" });
  });

  it("refuses a tray that the printer does not have, by the names of those it has, before anything goes out", async () => {
    const real = await printer(PRINTS);
    expect(await printerAt(real.address).print(sheet({ tray: "tray-99" }), NEVER)).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
      detail: expect.stringContaining("main") as string,
    });
    expect(real.papers()).toEqual([]);
    expect(await printerAt(real.address).print(sheet({ tray: "main", fromPage: 2 }), NEVER)).toEqual({
      outcome: "device-confirmed",
    });
  });
});

describe("row 37: a CUPS queue", { timeout: 90_000 }, () => {
  let cups: TestCups;
  beforeAll(async () => {
    cups = await startCups();
  });
  afterAll(() => cups.stop());

  it("is confirmed where the queue follows its printer by IPP, and only sent where the queue cannot know", async () => {
    const real = await printer(PRINTS);
    const followed = await cups.addQueue("followed", real.address, "everywhere");
    expect(await printerAt(followed).print(sheet(), NEVER)).toEqual({ outcome: "device-confirmed" });
    expect(real.papers()).toHaveLength(1);
    const blind = await cups.addQueue("blind", "file:///dev/null", "raw");
    expect(await printerAt(blind).print(sheet(), NEVER)).toEqual({ outcome: "sent" });
  });
});

describe("a hostile printer", { timeout: 60_000 }, () => {
  async function hostile(act: (socket: Socket) => void): Promise<string> {
    const server: Server = createServer((socket) => {
      socket.on("error", () => undefined);
      act(socket);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const sockets = new Set<Socket>();
    server.on("connection", (socket) => sockets.add(socket));
    open.push({
      stop: async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, "close");
      },
    });
    return `ipp://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
  }
  const head = (length: string) => `HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\n${length}\r\n\r\n`;

  const ways: [string, (socket: Socket) => void, string][] = [
    ["never answers", () => undefined, "no-answer"],
    ["closes at once", (socket: Socket) => void socket.end(), "no-answer"],
    ["speaks another tongue", (socket: Socket) => void socket.write("220 ftp ready\r\n"), "no-answer"],
    ["sends a web page", (socket: Socket) => void socket.end(`${head("content-length: 6")}<html>`), "wrong-answer"],
    [
      "claims lengths that it does not keep",
      (socket: Socket) =>
        void socket.end(
          Buffer.concat([
            Buffer.from(head("connection: close")),
            Buffer.of(2, 0, 0, 0, 0, 0, 0, 1, 4, 0x42, 0xff, 0xff, 1),
          ]),
        ),
      "wrong-answer",
    ],
    [
      "sends us to another address",
      (socket: Socket) =>
        void socket.end("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"),
      "wrong-answer",
    ],
  ];

  it.each(ways)("that %s is left within its deadline, with nothing sent", async (_, act, trouble) => {
    const address = await hostile(act);
    expect(await printerAt(address).print(sheet(), NEVER)).toMatchObject({ outcome: "failed", trouble });
  });

  it("that gives its answer in crumbs takes a bounded amount of memory", async () => {
    const address = await hostile((socket) => {
      socket.write(head("transfer-encoding: chunked"));
      const piece = Buffer.from("1\r\nx\r\n".repeat(10_000));
      const more = (): void => {
        for (let room = true; room && !socket.destroyed;) room = socket.write(piece);
      };
      socket.on("drain", more);
      more();
    });
    expect(await printerAt(address).print(sheet(), NEVER)).toMatchObject({
      outcome: "failed",
      trouble: "wrong-answer",
      detail: expect.stringContaining("crumbs") as string,
    });
  });

  it("that never stops talking takes a bounded amount of memory", async () => {
    const address = await hostile((socket) => {
      socket.write(head("transfer-encoding: chunked"));
      const piece = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536), Buffer.from("\r\n")]);
      const more = (): void => {
        for (let room = true; room && !socket.destroyed;) room = socket.write(piece);
      };
      socket.on("drain", more);
      more();
    });
    expect(await printerAt(address).print(sheet(), NEVER)).toMatchObject({
      outcome: "failed",
      trouble: "wrong-answer",
      detail: expect.stringContaining("1000000") as string,
    });
  });
});
