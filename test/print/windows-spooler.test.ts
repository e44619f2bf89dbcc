import { afterAll, describe, expect, it, vi } from "vitest";
import type { PrinterState } from "#station/printing/printer.ts";
import { windowsPrinter } from "#station/printing/windows/windows-printer.ts";
import type { Break, Plan } from "#test/helpers/windows-spooler/plan.ts";
import {
  J,
  P,
  papersOf,
  PDF,
  PRINTER_NAME,
  SLIP,
  windowsPrinterOver,
  type Waits,
} from "#test/helpers/windows-spooler/printer.ts";
import type { EmulatedSpooler } from "#test/helpers/windows-spooler/spooler.ts";

const never = (): AbortSignal => new AbortController().signal;
const open: EmulatedSpooler[] = [];
// Some tests run beside each other, since they wait for a silent helper.
afterAll(() => {
  for (const spooler of open.splice(0)) spooler.remove();
});

function setUp(plan: Plan = {}, waits: Waits = {}): ReturnType<typeof windowsPrinterOver> {
  const made = windowsPrinterOver(plan, waits);
  open.push(made.spooler);
  return made;
}
/** A helper that is silent must be waited for; one that speaks is not. */
const waitsFor = (how: Break["how"]): Waits => ({
  waits: how === "silence" ? { startMs: 4_000, answerMs: 2_000, stallMs: 2_000 } : {},
});

describe("row 37: a printer behind the Windows spooler", () => {
  it("is sent when its queue has handed the job over, and the document reaches the helper byte for byte", async () => {
    const { spooler, printer } = setUp();
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
    const [job] = spooler.jobs();
    expect(job).toMatchObject({
      request: { do: "pdf", printer: PRINTER_NAME, fromPage: 2, tray: null, sides: "two-sided-long-edge" },
      released: true,
      deleted: false,
      printed: 1,
    });
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
    [
      "not of this name",
      { breaks: [{ at: "state", how: "error", code: 1801, what: "OpenPrinter" }] },
      { state: "stopped", troubles: ["not-found"] },
    ],
    [
      "without its service",
      { breaks: [{ at: "state", how: "error", code: 1722, what: "OpenPrinter" }] },
      { state: "stopped", troubles: ["stopped"] },
    ],
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

  it("reports an error that drivers repeat after it is repaired, and still prints", async () => {
    const { printer } = setUp({ status: P.error });
    expect(await printer.status(never())).toEqual({ state: "attention", troubles: ["other"] });
    expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
  });

  it("refuses a tray that the printer does not have, naming those it has, and a document of the other language", async () => {
    const { spooler, printer } = setUp({ trays: ["纸盒 1", "手送"] });
    expect(await printer.print({ ...PDF, tray: "纸盒 9" }, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
      detail: "no such tray: 纸盒 1, 手送",
    });
    expect(await printer.print({ ...PDF, tray: "纸盒 1" }, never())).toEqual({ outcome: "sent" });
    expect(await printer.print({ ...PDF, bytes: SLIP.bytes }, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
    });
    expect(spooler.jobs()).toHaveLength(1);
    expect(await setUp({}, { prints: "slip" }).printer.print(PDF, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
    });
  });
});

describe("row 37: a job that does not end well", () => {
  it.each<[string, Plan, object, number]>([
    [
      "out of paper, then loaded",
      {
        steps: [
          { status: J.printing | J.paperOut },
          { status: J.printing | J.paperOut },
          { status: J.printing },
          { status: J.printed | J.retained },
        ],
      },
      { outcome: "sent" },
      1,
    ],
    [
      "complete is as good as printed",
      { steps: [{ status: J.spooling }, { status: J.complete | J.retained }] },
      { outcome: "sent" },
      1,
    ],
    [
      "printed, and in error",
      { steps: [{ status: J.printed | J.error }] },
      { outcome: "unconfirmed", trouble: "other" },
      1,
    ],
    [
      "deleted in mid-print",
      { steps: [{ status: J.printing }, { status: J.printing | J.deleting }] },
      { outcome: "unconfirmed", trouble: "cancelled" },
      1,
    ],
    [
      "deleted while it waited, and may have begun unseen",
      { steps: [{ status: 0 }, { status: 0, gone: true }] },
      { outcome: "unconfirmed", trouble: "cancelled" },
      0,
    ],
    [
      "deleted by a person from a queue that was held",
      {
        steps: [
          { status: 0, printer: P.paused },
          { status: 0, printer: P.paused, gone: true },
        ],
      },
      { outcome: "failed", trouble: "cancelled", again: false },
      0,
    ],
    [
      "deleted by a person while it was held itself",
      { steps: [{ status: J.paused | J.retained }, { status: 0, gone: true }] },
      { outcome: "failed", trouble: "cancelled", again: false },
      0,
    ],
    [
      "held in mid-print and deleted",
      { steps: [{ status: J.printing }, { status: J.printing | J.paused }, { status: 0, gone: true }] },
      { outcome: "unconfirmed", trouble: "cancelled" },
      1,
    ],
    [
      "gone without a word, where Windows would not keep it",
      { kept: false, steps: [{ status: J.printing }, { status: J.printed }] },
      { outcome: "unconfirmed", trouble: "cancelled" },
      1,
    ],
  ])("%s", async (_, plan, result, paper) => {
    const { spooler, printer } = setUp(plan);
    expect(await printer.print(PDF, never())).toMatchObject(result);
    expect(papersOf(spooler)).toBe(paper);
  });

  it.each<[string, Plan, object, object]>([
    [
      "offline before it began: it is held, deleted, and nothing came",
      { steps: [{ status: J.retained, printer: P.offline }] },
      { outcome: "failed", trouble: "offline", again: true },
      { deleted: true, printed: 0 },
    ],
    [
      "out of paper in mid-print: it is deleted, and a person is asked",
      { steps: [{ status: J.printing | J.paperOut }] },
      { outcome: "unconfirmed", trouble: "paper-out" },
      { deleted: true },
    ],
    [
      "a queue that does not let go of it",
      { stubborn: true, steps: [{ status: J.retained }] },
      { outcome: "unconfirmed", detail: "the queue still holds the job" },
      { deleted: false },
    ],
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
  const HOWS: Break["how"][] = [
    "die",
    "garbage",
    "not-json",
    "endless-line",
    "endless-lines",
    "silence",
    "other-id",
    "wrong-shape",
  ];
  const tidy = (how: Break["how"]): RegExp =>
    how === "silence" ? /no-answer|no-helper/ : /wrong-answer|connection-lost|no-helper/;

  it.concurrent.each(HOWS)("before anything is spooled: nothing came, and it is tried again (%s)", async (how) => {
    for (const at of ["ready", "state"] as const) {
      const { spooler, printer } = setUp({ breaks: [{ at, how, times: 1 }] }, waitsFor(how));
      expect(await printer.print(PDF, never())).toMatchObject({
        outcome: "failed",
        again: true,
        trouble: expect.stringMatching(tidy(how)),
      });
      expect(spooler.jobs()).toEqual([]);
      // A restarted helper is sound.
      expect(await printer.print(PDF, never())).toEqual({ outcome: "sent" });
    }
  });

  it.concurrent.each(HOWS)(
    "before it says that it starts: it is only believed to have done nothing where it ended by itself (%s)",
    async (how) => {
      const { spooler, printer } = setUp(
        { breaks: [{ at: "asked", how, times: 1 }], steps: [{ status: 0 }] },
        waitsFor(how),
      );
      const result = await printer.print(PDF, never());
      if (how === "die") expect(result).toMatchObject({ outcome: "failed", trouble: "no-helper", again: true });
      else
        expect(
          result.outcome === "unconfirmed" ||
            (result.outcome === "failed" && result.detail === "withdrawn before it began"),
        ).toBe(true);
      expect(spooler.jobs().filter((job) => !job.deleted)).toEqual([]);
    },
  );

  it.concurrent.each(HOWS.flatMap((how) => [[how, "starting"] as const, [how, "spooled"] as const]))(
    "between the start and the answer: the job is taken back, and only the queue's word says that nothing came (%s when %s)",
    async (how, at) => {
      const held = setUp({ breaks: [{ at, how, times: 1 }], steps: [{ status: 0 }] }, waitsFor(how));
      expect(await held.printer.print(PDF, never())).toMatchObject({
        outcome: "failed",
        again: true,
        detail: "withdrawn before it began",
      });
      expect(held.spooler.jobs()).toMatchObject([{ deleted: true, printed: 0 }]);
      const begun = setUp({ breaks: [{ at, how, times: 1 }], steps: [{ status: J.printing }] }, waitsFor(how));
      expect(await begun.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
      const lost = setUp(
        {
          breaks: [
            { at, how },
            { at: "control", how: "die" },
          ],
        },
        waitsFor(how),
      );
      expect(await lost.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
    },
  );

  it.concurrent.each(HOWS)(
    "while the job is followed: a new helper goes on with it, and one that always breaks leaves it to a person (%s)",
    async (how) => {
      const once = setUp({ breaks: [{ at: "job", how, times: 1 }] }, waitsFor(how));
      expect(await once.printer.print(PDF, never())).toEqual({ outcome: "sent" });
      const always = setUp({ breaks: [{ at: "job", how }] }, { ...waitsFor(how), goneMs: 800 });
      expect(await always.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
    },
  );

  it("that starts slowly is not waited for by whoever hangs up, and takes the job out of the queue all the same", async () => {
    const { spooler, printer } = setUp({ steps: [{ status: 0 }] }, { withdrawMs: 200 });
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    spooler.plan({ steps: [{ status: 0 }], breaks: [{ at: "spooled", how: "silence" }], slowMs: 1_500 });
    const hangUp = new AbortController();
    const printing = printer.print(PDF, hangUp.signal);
    await vi.waitFor(() => expect(spooler.jobs()).toHaveLength(1), { timeout: 20_000 });
    hangUp.abort();
    expect(await printing).toMatchObject({
      outcome: "unconfirmed",
      detail: "the queue has not said yet whether it gave the job up",
    });
    expect(spooler.jobs()).toMatchObject([{ deleted: false }]);
    await vi.waitFor(() => expect(spooler.jobs()).toMatchObject([{ deleted: true, printed: 0 }]), { timeout: 20_000 });
  });

  it("that answers twice is not believed the second time", async () => {
    const { spooler, printer } = setUp({ breaks: [{ at: "state", how: "twice" }] });
    await printer.status(never());
    expect(await printer.print(PDF, never())).not.toEqual({ outcome: "sent" });
    expect(papersOf(spooler)).toBe(0);
  });

  it("where Windows makes no job of it, nothing came; where it fails later, the queue is asked", async () => {
    const denied = setUp({ breaks: [{ at: "starting", how: "error", code: 5, what: "StartDocPrinter" }] });
    expect(await denied.printer.print(PDF, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      detail: "StartDocPrinter 5",
    });
    const later = setUp({
      breaks: [{ at: "spooled", how: "error", code: 28, what: "WritePrinter" }],
      steps: [{ status: J.printing | J.spooling }],
    });
    expect(await later.printer.print(PDF, never())).toMatchObject({ outcome: "unconfirmed" });
  });

  it("that cannot be started at all says so, and is no printer's fault", async () => {
    const printer = windowsPrinter({
      name: PRINTER_NAME,
      prints: "page",
      sides: "one-sided",
      command: { file: "/nowhere/powershell.exe", args: [] },
    });
    expect(await printer.status(never())).toEqual({ state: "stopped", troubles: ["no-helper"] });
    expect(await printer.print(PDF, never())).toMatchObject({ outcome: "failed", trouble: "no-helper", again: true });
  });

  it("holds a bounded amount of memory however much it says, and ends the helper", async () => {
    const { printer } = setUp({ breaks: [{ at: "state", how: "endless-line" }] });
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 5; i += 1)
      expect(await printer.status(never())).toMatchObject({ state: "stopped", troubles: ["wrong-answer"] });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it("a slip after one of which nothing came is not parted from anything", async () => {
    const { spooler, printer } = setUp({}, { prints: "slip" });
    await printer.print(SLIP, never());
    spooler.plan({ breaks: [{ at: "spooled", how: "error", code: 5, what: "WritePrinter" }], steps: [{ status: 0 }] });
    expect(await printer.print(SLIP, never())).toMatchObject({
      outcome: "failed",
      detail: "withdrawn before it began",
    });
    spooler.plan({});
    expect(await printer.print(SLIP, never())).toEqual({ outcome: "sent" });
    expect(spooler.jobs().map((job) => Buffer.from(job.body, "base64").length - SLIP.bytes.length)).toEqual([
      8_192 + 6,
      0,
      0,
    ]);
  });

  it("a slip after one in doubt is parted from it", async () => {
    const { spooler, printer } = setUp({ steps: [{ status: J.printing }, { status: J.deleting }] }, { prints: "slip" });
    await printer.print(SLIP, never());
    spooler.plan({});
    await printer.print(SLIP, never());
    expect(spooler.jobs().map((job) => Buffer.from(job.body, "base64").length)).toEqual([
      8_192 + 6 + SLIP.bytes.length,
      8_192 + 6 + SLIP.bytes.length,
    ]);
  });
});
