import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { escposTcpPrinter, EscposTcpOptions } from "#station/printing/thermal/tcp-printer.ts";
import type { PrintableDocument } from "#station/printing/printer.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import type { SlipLine } from "#templates/slip/slip-line.ts";
import type { PrinterFaultPlan } from "#test/helpers/escpos-printer/fault.ts";
import { readSheet } from "#test/helpers/escpos-printer/paper.ts";
import { allowingPort } from "#test/helpers/allowed-printers.ts";
import { startPrinter, type PrinterServer } from "#test/helpers/escpos-printer/printer-server.ts";

const text = (line: string): SlipLine => ({ kind: "text", text: line, align: "left", size: "normal", bold: false });
const slip = (name: string, count = 12): PrintableDocument => ({
  fileName: "slip.bin",
  kind: "slip",
  fromPage: 1,
  bytes: encodeSlip([
    ...Array.from({ length: count }, (_, index) => text(`${name} 第${index + 1}行 安装地址`)),
    { kind: "qr", content: "LD1:A" },
    { kind: "feed", lines: 3 },
    { kind: "cut" },
  ]),
});

const QUICK = { answerMs: 300, stallMs: 300, finishMs: 400, pollMs: 40, closeMs: 200, connectMs: 500 };
const open: PrinterServer[] = [];
async function setUp(fault: PrinterFaultPlan = { kind: "none" }, more: Partial<EscposTcpOptions> = {}) {
  const server = await startPrinter();
  open.push(server);
  server.plan(fault);
  return {
    server,
    printer: escposTcpPrinter(
      EscposTcpOptions.parse({ host: "127.0.0.1", port: server.port, ...QUICK, ...more }),
      allowingPort(server.port),
    ),
  };
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
const never = () => new AbortController().signal;
const paperOf = (server: PrinterServer) =>
  server.machine.sheets().map((sheet) => ({ end: sheet.end, lines: readSheet(sheet) }));

describe("a slip printer over TCP", () => {
  it.each(["paper-status", "process-id"] as const)(
    "row 37: is device-confirmed once the printer itself has answered behind the data (%s), and one whole sheet lies cut",
    async (proof) => {
      const { server, printer } = await setUp({ kind: "none" }, { proof });
      expect(await printer.print(slip("甲"), never())).toEqual({ outcome: "device-confirmed" });
      const [sheet, ...others] = paperOf(server);
      expect(others).toEqual([]);
      expect(sheet?.end).toBe("cut");
      expect(sheet?.lines.slice(0, 2)).toEqual(["甲 第1行 安装地址", "甲 第2行 安装地址"]);
      expect(sheet?.lines.at(-1)).toBe("[qr LD1:A]");
    },
  );

  it.each(["real-time", "none"] as const)(
    "row 37: is never more than sent where the printer cannot say more (%s)",
    async (proof) => {
      const { server, printer } = await setUp({ kind: "none" }, { proof });
      expect(await printer.print(slip("甲"), never())).toEqual({ outcome: "sent" });
      await server.mend();
      expect(paperOf(server)).toHaveLength(1);
    },
  );

  it("row 38: says what keeps the printer, before a byte of the slip goes out", async () => {
    const { server, printer } = await setUp();
    server.machine.state.coverOpen = true;
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "cover-open",
      again: true,
    });
    server.machine.state.coverOpen = false;
    server.machine.state.linesLeft = 0;
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "paper-out",
      again: true,
    });
    expect(await printer.status(never())).toEqual({ state: "stopped", troubles: ["offline", "paper-out"] });
    expect(server.jobsBegun()).toBe(0);
    await server.mend();
    server.machine.state.nearEnd = true;
    expect(await printer.status(never())).toEqual({ state: "attention", troubles: ["paper-near-end"] });
    server.machine.state.nearEnd = false;
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
  });

  it("row 38: a roll that ends in mid-slip leaves it unconfirmed, and the next applicant's slip is on paper of its own", async () => {
    const { server, printer } = await setUp({ kind: "paper-out", line: 5, back: null });
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "unconfirmed",
      trouble: "paper-out",
      pages: null,
    });
    await server.mend();
    expect(await printer.print(slip("乙"), never())).toEqual({ outcome: "device-confirmed" });
    const papers = paperOf(server);
    expect(
      papers.map((one) => [
        one.end,
        new Set(one.lines.filter((line) => !line.startsWith("[")).map((line) => line[0])).size,
      ]),
    ).toEqual([
      ["torn", 1],
      ["cut", 1],
      ["cut", 1],
    ]);
  });

  it("a slip cut off inside a picture does not swallow, nor stand on, the next one", async () => {
    const { server, printer } = await setUp();
    const picture = {
      ...slip("甲"),
      bytes: encodeSlip([text("甲 第1行"), text("甲 联系人：𠮷野"), text("甲 末行"), { kind: "cut" }]),
    };
    const inPicture = picture.bytes.indexOf(Buffer.from([0x1d, 0x76, 0x30])) + 700;
    server.plan({ kind: "reset", at: inPicture });
    await printer.print(slip("零"), never());
    server.plan({ kind: "reset", at: inPicture });
    expect(await printer.print(picture, never())).toMatchObject({ outcome: "unconfirmed" });
    await server.mend();
    expect(await printer.print(slip("乙"), never())).toEqual({ outcome: "device-confirmed" });
    const last = paperOf(server).at(-1);
    expect(last?.lines[0]).toBe("乙 第1行 安装地址");
    expect(last?.lines).toHaveLength(13);
  });

  it("what a stalled printer has not taken does not come out when it revives", async () => {
    const { server, printer } = await setUp({ kind: "stall", at: 100 });
    expect(await printer.print(slip("甲", 60), never())).toMatchObject({ outcome: "unconfirmed" });
    await server.mend();
    expect(paperOf(server).flatMap((one) => one.lines).length).toBeLessThan(60);
  });

  it("a stalled printer's connection is let go even with more to write than the system holds", async () => {
    const { server, printer } = await setUp({ kind: "stall", at: 100 });
    const open = () => process.getActiveResourcesInfo().filter((one) => one === "TCPSocketWrap").length;
    const before = open();
    const long = {
      ...slip("甲"),
      bytes: Buffer.concat([Buffer.from([0x1b, 0x40]), Buffer.alloc(12_000_000, "A line of text\n")]),
    };
    expect(await printer.print(long, never())).toMatchObject({ outcome: "unconfirmed" });
    await server.mend();
    await expect.poll(() => [server.connections(), open()]).toEqual([0, before]);
    expect(server.machine.sheets().at(-1)?.end).toBe("in-printer");
  });

  it("an orderly printer that sends status unasked is heard and does not disturb; a change for the worse ends the job", async () => {
    const { server, printer } = await setUp();
    server.machine.state.tellsChanges = true;
    expect(await printer.print(slip("甲"), never())).toEqual({ outcome: "device-confirmed" });
    server.plan({ kind: "cover-open", at: 120 });
    expect(await printer.print(slip("乙"), never())).toMatchObject({ outcome: "unconfirmed", trouble: "cover-open" });
  });

  it("endless status, garbage and a line that never closes cost bounded time and memory", async () => {
    const { server, printer } = await setUp({ kind: "endless", at: 50 });
    const before = process.memoryUsage().arrayBuffers;
    const started = performance.now();
    expect(await printer.print(slip("甲"), never())).toMatchObject({ outcome: "unconfirmed", trouble: "wrong-answer" });
    await server.mend();
    server.plan({ kind: "garbage", at: -1, bytes: [...Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")] });
    expect(await printer.print(slip("乙"), never())).toMatchObject({ outcome: "failed", trouble: "wrong-answer" });
    await server.mend();
    server.plan({ kind: "never-closes" });
    expect(await printer.print(slip("丙"), never())).toEqual({ outcome: "device-confirmed" });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it("a line that delivers the job twice is found out by the second answer", async () => {
    for (const proof of ["paper-status", "process-id"] as const) {
      const { server, printer } = await setUp({ kind: "twice" }, { proof });
      expect(await printer.print(slip("甲"), never())).toMatchObject({
        outcome: "unconfirmed",
        trouble: "wrong-answer",
      });
      expect(paperOf(server)).toHaveLength(2);
    }
  });

  it("nobody there, someone who hangs up, a server that is no printer, a job given up: each ends in its own words", async () => {
    const { server, printer } = await setUp({ kind: "turns-away" });
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
    server.plan({ kind: "hang-up", at: -1 });
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
    server.plan({ kind: "mute", at: -1 });
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "no-answer",
      again: true,
    });
    expect(await printer.print(slip("甲"), AbortSignal.abort())).toMatchObject({
      outcome: "failed",
      trouble: "cancelled",
      again: true,
    });
    expect(await printer.print({ ...slip("甲"), bytes: Buffer.from("%PDF-1.7") }, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
    });
    expect(server.jobsBegun()).toBe(0);
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, "close");
    const nobody = escposTcpPrinter(EscposTcpOptions.parse({ host: "127.0.0.1", port, ...QUICK }), allowingPort(port));
    expect(await nobody.print(slip("甲"), never())).toMatchObject({ outcome: "failed", trouble: "offline" });
    expect(await nobody.status(never())).toEqual({ state: "stopped", troubles: ["offline"] });
  });

  it("two slips asked for at once go one after the other", async () => {
    const { server, printer } = await setUp();
    const results = await Promise.all([
      printer.print(slip("甲"), never()),
      printer.print(slip("乙"), never()),
      printer.status(never()),
    ]);
    expect(results).toEqual([
      { outcome: "device-confirmed" },
      { outcome: "device-confirmed" },
      { state: "ready", troubles: [] },
    ]);
    expect(paperOf(server).map((one) => one.lines[0]?.[0])).toEqual(["甲", "乙"]);
  });
});
