import { afterEach, describe, expect, it, vi } from "vitest";
import type { Printer, PrinterState, PrintSheet } from "../../electron/print/printer.ts";
import { encodeSlip } from "../../electron/print/slip-escpos.ts";
import { windowsPrinter } from "../../electron/print/windows/windows-printer.ts";
import type { HelperWaits } from "../../electron/print/windows/spooler-helper.ts";
import { dice } from "../helpers/dice.ts";
import type { Break, Plan } from "../helpers/windows-spooler/plan.ts";
import { emulateSpooler, type EmulatedSpooler } from "../helpers/windows-spooler/spooler.ts";

const NAME = "前台 \\\\服务器\\HP “A4” 𠮷";
const PDF: PrintSheet = { fileName: "LD-A01-2026-000123-7-voucher.pdf", kind: "voucher", fromPage: 2, tray: null, bytes: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256))]) };
const SLIP: PrintSheet = { fileName: "slip.bin", kind: "slip", fromPage: 1, bytes: encodeSlip([{ kind: "text", text: "联系人：欧阳", align: "left", size: "normal", bold: false }, { kind: "cut" }]) };

/** `JOB_STATUS_*` and `PRINTER_STATUS_*` as winspool.h has them, written out anew. */
const J = { paused: 1, error: 2, deleting: 4, spooling: 8, printing: 0x10, offline: 0x20, paperOut: 0x40, printed: 0x80, deleted: 0x100, blocked: 0x200, complete: 0x1000, retained: 0x2000 };
const P = { paused: 1, jam: 8, paperOut: 0x10, offline: 0x80, error: 2, doorOpen: 0x400000, powerSave: 0x1000000 };

const never = (): AbortSignal => new AbortController().signal;
const open: EmulatedSpooler[] = [];
afterEach(() => {
  for (const spooler of open.splice(0)) spooler.remove();
});

type Set = { prints?: "page" | "slip"; waits?: Partial<HelperWaits>; goneMs?: number; withdrawMs?: number };
function setUp(plan: Plan = {}, { prints = "page", waits = {}, goneMs = 20_000, withdrawMs = 15_000 }: Set = {}): { spooler: EmulatedSpooler; printer: Printer } {
  const spooler = emulateSpooler(plan);
  open.push(spooler);
  const printer = windowsPrinter({ name: NAME, prints, sides: "two-sided-long-edge", command: spooler.command, waits: { idleMs: 200, ...waits }, watching: { everyMs: 10, goneMs, withdrawMs } });
  return { spooler, printer };
}
const papers = (spooler: EmulatedSpooler): number => spooler.jobs().reduce((sum, job) => sum + job.printed, 0);
/** A helper that is silent must be waited for; one that speaks is not. */
const SHORT: Partial<HelperWaits> = { startMs: 4_000, answerMs: 2_000, stallMs: 2_000 };
const waitsFor = (how: Break["how"]): { waits: Partial<HelperWaits> } => ({ waits: how === "silence" ? SHORT : {} });

describe("row 37: a printer behind the Windows spooler", () => {
  it("is sent when its queue has handed the job over, and the document reaches the helper byte for byte", async () => {
    const { spooler, printer } = setUp();
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
    const [job] = spooler.jobs();
    expect(job).toMatchObject({ request: { do: "pdf", printer: NAME, fromPage: 2, tray: null, sides: "two-sided-long-edge" }, released: true, deleted: false, printed: 1 });
    expect(Buffer.from(job?.body ?? "", "base64").equals(PDF.bytes)).toBe(true);
    expect(spooler.jobs()).toHaveLength(1);
  });

  it("takes a slip as the bytes that a slip printer takes, the first one parted from what came before", async () => {
    const { spooler, printer } = setUp({}, { prints: "slip" });
    expect(await printer.print(SLIP, never())).toEqual({ outcome: "sent" });
    expect(await printer.print(SLIP, never())).toEqual({ outcome: "sent" });
    const [first, second] = spooler.jobs().map((job) => Buffer.from(job.body, "base64"));
    expect(first?.subarray(-SLIP.bytes.length).equals(SLIP.bytes)).toBe(true);
    expect(first?.length).toBe(8_192 + 6 + SLIP.bytes.length);
    expect(second?.equals(SLIP.bytes)).toBe(true);
  });

  it("names a job by chance and nothing else, asks in ASCII alone, and gives the command line no word of it", async () => {
    const { spooler, printer } = setUp();
    await printer.print(PDF, never());
    const [job] = spooler.jobs();
    expect(job?.name).toMatch(/^LD-[0-9a-f]{16}$/);
    for (const line of spooler.requests()) {
      expect(line).toMatch(/^[\x20-\x7e]+$/);
      expect(line).not.toContain("000123");
    }
    expect(spooler.command.args.join(" ")).not.toMatch(/LD-|pdf/);
  });

  it.each<[string, Plan, PrinterState]>([
    ["paused", { status: P.paused }, { state: "stopped", troubles: ["stopped"] }],
    ["out of paper", { status: P.paperOut }, { state: "stopped", troubles: ["paper-out"] }],
    ["jammed and open", { status: P.jam | P.doorOpen }, { state: "stopped", troubles: ["jam", "cover-open"] }],
    ["offline", { status: P.offline }, { state: "stopped", troubles: ["offline"] }],
    ["away on USB", { attributes: 0x400 | 0x40 }, { state: "stopped", troubles: ["offline"] }],
    ["not of this name", { breaks: [{ at: "state", how: "error", code: 1801, what: "OpenPrinter" }] }, { state: "stopped", troubles: ["not-found"] }],
    ["without its service", { breaks: [{ at: "state", how: "error", code: 1722, what: "OpenPrinter" }] }, { state: "stopped", troubles: ["stopped"] }],
    ["a file and no paper", { port: "PORTPROMPT:" }, { state: "stopped", troubles: ["refused"] }],
  ])("row 38: that is %s says so, and takes nothing", async (_, plan, state) => {
    const { spooler, printer } = setUp(plan);
    expect(await printer.status(never())).toEqual(state);
    expect(await printer.print(PDF, never())).toMatchObject({ outcome: "failed", trouble: state.troubles[0] });
    expect(spooler.jobs()).toEqual([]);
  });

  it("that sleeps is ready: a job wakes it", async () => {
    const { printer } = setUp({ status: P.powerSave });
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
  });

  it("tells of an error that drivers keep saying after it is mended, and prints all the same", async () => {
    const { printer } = setUp({ status: P.error });
    expect(await printer.status(never())).toEqual({ state: "attention", troubles: ["other"] });
    expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
  });

  it("refuses a tray that the printer does not have, naming those it has, and a document of the other language", async () => {
    const { spooler, printer } = setUp({ trays: ["纸盒 1", "手送"] });
    expect(await printer.print({ ...PDF, tray: "纸盒 9" }, never())).toMatchObject({ outcome: "failed", trouble: "refused", again: false, detail: "no such tray: 纸盒 1, 手送" });
    expect(await printer.print({ ...PDF, tray: "纸盒 1" }, never())).toEqual({ outcome: "sent" });
    expect(await printer.print({ ...PDF, bytes: SLIP.bytes }, never())).toMatchObject({ outcome: "failed", trouble: "refused" });
    expect(spooler.jobs()).toHaveLength(1);
    expect(await setUp({}, { prints: "slip" }).printer.print(PDF, never())).toMatchObject({ outcome: "failed", trouble: "refused" });
  });
});

describe("row 37: a job that does not end well", () => {
  it.each<[string, Plan, object, number]>([
    ["out of paper, then loaded", { steps: [{ status: J.printing | J.paperOut }, { status: J.printing | J.paperOut }, { status: J.printing }, { status: J.printed | J.retained }] }, { outcome: "sent" }, 1],
    ["complete is as good as printed", { steps: [{ status: J.spooling }, { status: J.complete | J.retained }] }, { outcome: "sent" }, 1],
    ["printed, and in error", { steps: [{ status: J.printed | J.error }] }, { outcome: "unconfirmed", trouble: "other" }, 1],
    ["deleted in mid-print", { steps: [{ status: J.printing }, { status: J.printing | J.deleting }] }, { outcome: "unconfirmed", trouble: "cancelled" }, 1],
    ["deleted while it waited, and may have begun unseen", { steps: [{ status: 0 }, { status: 0, gone: true }] }, { outcome: "unconfirmed", trouble: "cancelled" }, 0],
    ["deleted by a person from a queue that was held", { steps: [{ status: 0, printer: P.paused }, { status: 0, printer: P.paused, gone: true }] }, { outcome: "failed", trouble: "cancelled", again: false }, 0],
    ["deleted by a person while it was held itself", { steps: [{ status: J.paused | J.retained }, { status: 0, gone: true }] }, { outcome: "failed", trouble: "cancelled", again: false }, 0],
    ["held in mid-print and deleted", { steps: [{ status: J.printing }, { status: J.printing | J.paused }, { status: 0, gone: true }] }, { outcome: "unconfirmed", trouble: "cancelled" }, 1],
    ["gone without a word, where Windows would not keep it", { kept: false, steps: [{ status: J.printing }, { status: J.printed }] }, { outcome: "unconfirmed", trouble: "cancelled" }, 1],
  ])("%s", async (_, plan, result, paper) => {
    const { spooler, printer } = setUp(plan);
    expect(await printer.print(PDF, never())).toMatchObject(result);
    expect(papers(spooler)).toBe(paper);
  });

  it.each<[string, Plan, object, object]>([
    ["offline before it began: it is held, deleted, and nothing came", { steps: [{ status: J.retained, printer: P.offline }] }, { outcome: "failed", trouble: "offline", again: true }, { deleted: true, printed: 0 }],
    ["out of paper in mid-print: it is deleted, and a person is asked", { steps: [{ status: J.printing | J.paperOut }] }, { outcome: "unconfirmed", trouble: "paper-out" }, { deleted: true }],
    ["a queue that does not let go of it", { stubborn: true, steps: [{ status: J.retained }] }, { outcome: "unconfirmed", detail: "the queue still holds the job" }, { deleted: false }],
  ])("hung up on while it was %s", async (_, plan, result, job) => {
    const { spooler, printer } = setUp(plan);
    const hangUp = new AbortController();
    const printing = printer.print(PDF, hangUp.signal);
    await vi.waitFor(() => expect(spooler.jobs()[0]?.looks).toBeGreaterThan(1), { timeout: 20_000 });
    hangUp.abort();
    expect(await printing).toMatchObject(result);
    expect(spooler.jobs()[0]).toMatchObject(job);
  });
});

describe("row 37: a helper that breaks, lies or never ends", () => {
  const HOWS: Break["how"][] = ["die", "garbage", "not-json", "endless-line", "endless-lines", "silence", "other-id", "wrong-shape"];
  const tidy = (how: Break["how"]): RegExp => (how === "silence" ? /no-answer|no-helper/ : /wrong-answer|connection-lost|no-helper/);

  it.each(HOWS)("before anything is spooled: nothing came, and it is tried again (%s)", async (how) => {
    for (const at of ["ready", "state"] as const) {
      const { spooler, printer } = setUp({ breaks: [{ at, how, times: 1 }] }, waitsFor(how));
      expect(await printer.print(PDF, never())).toMatchObject({ outcome: "failed", again: true, trouble: expect.stringMatching(tidy(how)) });
      expect(spooler.jobs()).toEqual([]);
      // A helper started anew is whole.
      expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
    }
  });

  it.each(HOWS)("between the start and the answer: the job is taken back, and only the queue's word says that nothing came (%s)", async (how) => {
    for (const at of ["starting", "spooled"] as const) {
      const held = setUp({ breaks: [{ at, how, times: 1 }], steps: [{ status: 0 }] }, waitsFor(how));
      expect(await held.printer.print(PDF, never())).toMatchObject({ outcome: "failed", again: true, detail: "withdrawn before it began" });
      expect(held.spooler.jobs()).toMatchObject([{ deleted: true, printed: 0 }]);
      const begun = setUp({ breaks: [{ at, how, times: 1 }], steps: [{ status: J.printing }] }, waitsFor(how));
      expect(await begun.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
      const lost = setUp({ breaks: [{ at, how }, { at: "control", how: "die" }] }, waitsFor(how));
      expect(await lost.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
    }
  });

  it.each(HOWS)("while the job is followed: a new helper goes on with it, and one that always breaks leaves it to a person (%s)", async (how) => {
    const once = setUp({ breaks: [{ at: "job", how, times: 1 }] }, waitsFor(how));
    expect(await once.printer.print(PDF, never())).toEqual({ outcome: "sent" });
    const always = setUp({ breaks: [{ at: "job", how }] }, { ...waitsFor(how), goneMs: 800 });
    expect(await always.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
  });

  it("that starts slowly is not waited for by whoever hangs up, and takes the job out of the queue all the same", async () => {
    const { spooler, printer } = setUp({ steps: [{ status: 0 }] }, { withdrawMs: 200 });
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    spooler.plan({ steps: [{ status: 0 }], breaks: [{ at: "spooled", how: "silence" }], slowMs: 1_500 });
    const hangUp = new AbortController();
    const printing = printer.print(PDF, hangUp.signal);
    await vi.waitFor(() => expect(spooler.jobs()).toHaveLength(1), { timeout: 20_000 });
    hangUp.abort();
    expect(await printing).toMatchObject({ outcome: "unconfirmed", detail: "the queue has not said yet whether it gave the job up" });
    expect(spooler.jobs()).toMatchObject([{ deleted: false }]);
    await vi.waitFor(() => expect(spooler.jobs()).toMatchObject([{ deleted: true, printed: 0 }]), { timeout: 20_000 });
  });

  it("that answers twice is not believed the second time", async () => {
    const { spooler, printer } = setUp({ breaks: [{ at: "state", how: "twice" }] });
    await printer.status(never());
    expect(await printer.print(PDF, never())).not.toEqual({ outcome: "sent" });
    expect(papers(spooler)).toBe(0);
  });

  it("where Windows makes no job of it, nothing came; where it fails later, the queue is asked", async () => {
    const denied = setUp({ breaks: [{ at: "starting", how: "error", code: 5, what: "StartDocPrinter" }] });
    expect(await denied.printer.print(PDF, never())).toMatchObject({ outcome: "failed", trouble: "refused", detail: "StartDocPrinter 5" });
    const later = setUp({ breaks: [{ at: "spooled", how: "error", code: 28, what: "WritePrinter" }], steps: [{ status: J.printing | J.spooling }] });
    expect(await later.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
  });

  it("that cannot be started at all says so, and is no printer's fault", async () => {
    const printer = windowsPrinter({ name: NAME, prints: "page", sides: "one-sided", command: { file: "/nowhere/powershell.exe", args: [] } });
    expect(await printer.status(never())).toEqual({ state: "stopped", troubles: ["no-helper"] });
    expect(await printer.print(PDF, never())).toMatchObject({ outcome: "failed", trouble: "no-helper", again: true });
  });

  it("holds a bounded amount of memory however much it says, and ends the helper", async () => {
    const { printer } = setUp({ breaks: [{ at: "state", how: "endless-line" }] });
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 5; i += 1) expect(await printer.status(never())).toMatchObject({ state: "stopped", troubles: ["wrong-answer"] });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it("a slip after one in doubt is parted from it", async () => {
    const { spooler, printer } = setUp({ steps: [{ status: J.printing }, { status: J.deleting }] }, { prints: "slip" });
    await printer.print(SLIP, never());
    spooler.plan({});
    await printer.print(SLIP, never());
    expect(spooler.jobs().map((job) => Buffer.from(job.body, "base64").length)).toEqual([8_192 + 6 + SLIP.bytes.length, 8_192 + 6 + SLIP.bytes.length]);
  });
});

/** Plays one made-up print with everything that may break in it; the same number gives the same. */
async function play(seed: number): Promise<{ outcome: string; papers: number }> {
  const { below, chance, pick } = dice(seed);
  const flags = [0, J.spooling, J.paused, J.offline, J.printing, J.printing | J.paperOut, J.printing | J.error, J.printed, J.complete | J.retained, J.deleting, J.deleted, J.retained];
  const steps = Array.from({ length: 1 + below(4) }, () => (chance(0.1) ? { status: 0, gone: true, printer: pick([0, P.paused]) } : { status: pick(flags), printer: pick([0, 0, P.paused, P.offline]) }));
  const breaks = Array.from({ length: below(3) }, (): Break => ({ at: pick(["starting", "spooled", "job", "control"]), how: pick(["die", "garbage", "not-json", "other-id", "wrong-shape", "error"]), what: "WritePrinter", ...(chance(0.6) ? { times: 1 } : {}) }));
  const { spooler, printer } = setUp({ steps, breaks, kept: chance(0.8), stubborn: chance(0.1) }, { goneMs: 1_000 });
  const result = await printer.print(PDF, AbortSignal.timeout(1_500));
  // What is left in the queue comes out when nobody looks any more.
  const left = spooler.jobs().filter((job) => !job.deleted && job.printed === 0).length;
  return { outcome: result.outcome, papers: papers(spooler) + left };
}

describe("row 37: whatever breaks behind the Windows spooler", () => {
  it("'failed' is said only where no paper came and none is left to come, 'sent' only where it came, in 40 made-up prints", { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { outcome, papers: paper } = await play(seed);
      if (outcome === "failed") expect([seed, paper]).toEqual([seed, 0]);
      if (outcome === "sent") expect([seed, paper]).toEqual([seed, 1]);
    }
  });
});
