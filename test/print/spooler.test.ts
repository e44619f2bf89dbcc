import { afterAll, afterEach, describe, expect } from "vitest";
import type { Spooler } from "#station/printing/spooler.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import {
  cancelPrint,
  confirmPrint,
  listPrints,
  printStory,
  releasePrint,
  requestPrint,
  resumePrint,
  retryPrint,
} from "#station/printing/print-requests.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import { endRendering } from "#station/rendering/render.ts";
import { performAct } from "#station/cases/acts.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { A4, jobOf, setUpPrinters, SLIPS, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter, type Move } from "#test/helpers/scripted-printer.ts";

let context: StationContext;
let actor: Actor;
let clock: HandClock;
let a4: ScriptedPrinter;
let slips: ScriptedPrinter;
let spooler: Spooler | null;
let errors: unknown[];

it.beforeEach(async ({ openTestStation }) => {
  clock = new HandClock("2026-09-18T02:00:00.000Z");
  ({ context, actor } = await openTestStation({ now: clock.now, random: () => 0.5 }));
  setUpPrinters(context);
  [a4, slips, spooler, errors] = [new ScriptedPrinter(), new ScriptedPrinter(), null, []];
});
afterEach(() => spooler?.close());
afterAll(() => endRendering());

const start = (): Spooler => {
  spooler = spoolTo(context, clock, (settings) => (settings.id === SLIPS.id ? slips : a4).open(), errors);
  return spooler;
};
const answer =
  (result: Move["answer"], pages: number | null = null): (() => Move) =>
  () => ({ pages, answer: result });
const failed = (again: boolean): PrintResult => ({ outcome: "failed", trouble: "paper-out", again, detail: null });
const story = (id: string): string[] => printStory(context, id).map(({ what, outcome }) => `${what} ${outcome}`);
/** Lets what was set off by a turned clock come to rest. */
async function turn(ms: number): Promise<void> {
  clock.advance(ms);
  await spooler?.whenIdle();
  await spooler?.whenIdle();
}

describe("row 37: what a printer answers becomes the job's outcome, and no more than that", () => {
  it.each<[string, Move["answer"], string]>([
    ["that it finished", { outcome: "device-confirmed" }, "device-confirmed"],
    ["that it has the bytes", { outcome: "sent" }, "sent"],
    ["that it cannot, for good", { outcome: "failed", trouble: "refused", again: false, detail: "type" }, "failed"],
    ["that it cannot now", failed(true), "queued"],
    ["that it broke off", { outcome: "unconfirmed", trouble: "jam", pages: 1, detail: null }, "unconfirmed"],
    ["by breaking", "throw", "unconfirmed"],
  ])("%s", async (_name, move, outcome) => {
    slips.script = answer(move);
    const id = takeIn(context, actor);
    await start().whenIdle();
    const job = jobOf(context, id, "slip");
    expect(job.outcome).toBe(outcome);
    expect(job).toMatchObject({
      attempts: 1,
      pages: 1,
      printerId: SLIPS.id,
      printerName: SLIPS.name,
      documentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(story(job.id)).toEqual(["sending sending", `result ${outcome}`]);
    expect(slips.seen).toHaveLength(1);
  });

  it("asks a person where the printer never answers, and prints the next sheet all the same", async () => {
    slips.script = answer("hang");
    const id = takeIn(context, actor);
    start();
    await slips.arrived(1);
    clock.advance(140_000);
    slips.script = answer({ outcome: "device-confirmed" });
    const other = takeIn(context, actor);
    clock.advance(5_000);
    await spooler?.whenIdle();
    await spooler?.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "unconfirmed", trouble: "no-answer" });
    expect(jobOf(context, other, "slip").outcome).toBe("device-confirmed");
  });
});

describe("row 38: a printer that cannot print", () => {
  it("is asked before anything is sent, and again until it can; then it prints at once", async () => {
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    const id = takeIn(context, actor);
    await start().whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({
      outcome: "queued",
      trouble: "paper-out",
      reason: { zh: "打印机缺纸" },
      attempts: 0,
      nextTryAt: expect.any(String),
    });
    expect(slips.seen).toHaveLength(0);
    for (let i = 0; i < 30; i += 1) await turn(5_000);
    expect(slips.seen).toHaveLength(0);
    expect(spooler?.states().get(SLIPS.id)).toMatchObject({ state: "stopped", troubles: ["paper-out"] });
    slips.state = { state: "ready", troubles: [] };
    await turn(5_000);
    expect(jobOf(context, id, "slip")).toMatchObject({
      outcome: "device-confirmed",
      trouble: null,
      reason: null,
      nextTryAt: null,
    });
  });

  it("is tried again with growing waits of at most a minute, once for each", async () => {
    slips.script = answer(failed(true));
    const id = takeIn(context, actor);
    await start().whenIdle();
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const before = slips.seen.length;
      const due = Date.parse(jobOf(context, id, "slip").nextTryAt ?? "") - Date.parse(clock.now());
      waits.push(due);
      while (slips.seen.length === before) await turn(Math.min(clock.nextTimerMs ?? 1, 5_000));
      expect(slips.seen.length).toBe(before + 1);
    }
    expect(waits).toEqual([1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  });

  it("does not hold back another printer", async () => {
    slips.script = answer("hang");
    const id = takeIn(context, actor);
    start();
    await Promise.all([slips.arrived(1), a4.arrived(2)]);
    expect(jobOf(context, id, "slip").outcome).toBe("sending");
    for (let i = 0; i < 50 && jobOf(context, id, "voucher").outcome !== "device-confirmed"; i += 1)
      await new Promise((resolve) => setImmediate(resolve));
    expect(
      listPrintJobs(context.db, id)
        .filter((job) => job.kind !== "slip")
        .map((job) => job.outcome),
    ).toEqual(["device-confirmed", "device-confirmed"]);
    clock.advance(140_000);
    clock.advance(5_000);
  });

  it("prints when it only asks for attention", async () => {
    slips.state = { state: "attention", troubles: ["paper-near-end"] };
    const id = takeIn(context, actor);
    await start().whenIdle();
    expect(jobOf(context, id, "slip").outcome).toBe("device-confirmed");
  });

  it("is waited for where it does not even answer how it is", async () => {
    slips.state = "hang";
    const id = takeIn(context, actor);
    start();
    for (let i = 0; i < 10; i += 1) {
      clock.advance(5_000);
      for (let j = 0; j < 5; j += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", trouble: "no-answer" });
    expect(slips.seen).toHaveLength(0);
    slips.state = { state: "ready", troubles: [] };
    await turn(60_000);
    await turn(60_000);
    expect(jobOf(context, id, "slip").outcome).toBe("device-confirmed");
  });
});

describe("row 38: a document that broke off", () => {
  async function brokenOff(): Promise<string> {
    a4.script = (sheet) =>
      sheet.kind === "unified-form"
        ? { pages: 1, answer: { outcome: "unconfirmed", trouble: "jam", pages: 1, detail: null } }
        : { pages: null, answer: { outcome: "device-confirmed" } };
    const id = takeIn(context, actor);
    await start().whenIdle();
    a4.script = answer({ outcome: "device-confirmed" });
    return id;
  }

  it("goes on from the page that a person names, and from no other", async () => {
    const id = await brokenOff();
    const job = jobOf(context, id, "unified-form");
    expect(job).toMatchObject({ outcome: "unconfirmed", trouble: "jam", pagesOut: 1 });
    // The form of the made-up locality is one page: a longer one is recognised by its page tree.
    context.db.prepare("UPDATE print_jobs SET pages = 3 WHERE id = ?").run(job.id);
    expect(() => resumePrint(context, actor, job.id, 1)).toThrow(/bad-input/);
    expect(() => resumePrint(context, actor, job.id, 4)).toThrow(/bad-input/);
    expect(resumePrint(context, actor, job.id, 2)).toMatchObject({ outcome: "queued", fromPage: 2 });
    await spooler?.whenIdle();
    expect(jobOf(context, id, "unified-form")).toMatchObject({ outcome: "device-confirmed", attempts: 2, copy: 1 });
    expect(story(job.id)).toEqual([
      "sending sending",
      "result unconfirmed",
      "resumed queued",
      "sending sending",
      "result device-confirmed",
    ]);
  });

  it("is not sent again by itself, nor by asking for another one", async () => {
    const id = await brokenOff();
    for (let i = 0; i < 20; i += 1) await turn(30_000);
    expect(a4.seen.filter(({ sheet }) => sheet.kind === "unified-form")).toHaveLength(1);
    expect(() =>
      requestPrint(context, actor, { applicationId: id, kind: "unified-form", utility: null, why: "看不清" }),
    ).toThrow(/print-unconfirmed/);
  });

  it("is printed again under the same number where a person says that no paper came", async () => {
    const job = jobOf(context, await brokenOff(), "unified-form");
    expect(confirmPrint(context, actor, job.id, false)).toMatchObject({
      outcome: "failed",
      reason: { zh: "经办人确认没有出纸" },
    });
    retryPrint(context, actor, job.id);
    await spooler?.whenIdle();
    expect(jobOf(context, job.applicationId, "unified-form")).toMatchObject({
      id: job.id,
      outcome: "device-confirmed",
      copy: 1,
      fromPage: 1,
    });
    expect(printStory(context, job.id).map(({ what, by }) => `${what} ${by ?? "-"}`)).toEqual([
      "sending -",
      "result -",
      "denied 示例经办甲",
      "retried 示例经办甲",
      "sending -",
      "result -",
    ]);
  });
});

describe("row 36: the print ledger", () => {
  it("knows who confirmed, and takes no denial of what was confirmed", async () => {
    const id = takeIn(context, actor);
    await start().whenIdle();
    const job = jobOf(context, id, "slip");
    expect(confirmPrint(context, actor, job.id, true)).toMatchObject({
      outcome: "person-confirmed",
      confirmedBy: "示例经办甲",
    });
    expect(() => confirmPrint(context, actor, job.id, false)).toThrow(/print-not-now/);
    expect(() => retryPrint(context, actor, job.id)).toThrow(/print-not-now/);
  });

  it("asks why before a sheet that came is printed again, and numbers the reprint", async () => {
    const id = takeIn(context, actor);
    await start().whenIdle();
    const again = (why: string | null) =>
      requestPrint(context, actor, { applicationId: id, kind: "slip", utility: null, why });
    expect(() => again(null)).toThrow(/bad-input/);
    expect(() => again("")).toThrow(/bad-input/);
    expect(again("申请人遗失")).toMatchObject({ copy: 2, outcome: "queued" });
    expect(() => again("双击")).toThrow(/print-waiting/);
    await spooler?.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ copy: 2, why: "申请人遗失", outcome: "device-confirmed" });
    const lines = decodeEscPos(slips.seen[1]?.sheet.bytes ?? Buffer.alloc(0)).flatMap((part) =>
      part.kind === "line" ? [part.text] : [],
    );
    expect(lines).toEqual(expect.arrayContaining(["【补打 第2次】", "补打人：示例经办甲", "补打原因：申请人遗失"]));
  });

  it("counts no print that failed: the next one is the first", async () => {
    slips.script = answer(failed(false));
    const id = takeIn(context, actor);
    await start().whenIdle();
    slips.script = answer({ outcome: "sent" });
    expect(requestPrint(context, actor, { applicationId: id, kind: "slip", utility: null, why: null }).copy).toBe(1);
  });

  it("cancels a job that waits, with the reason, and no other", async () => {
    slips.state = { state: "stopped", troubles: ["cover-open"] };
    const id = takeIn(context, actor);
    await start().whenIdle();
    const job = jobOf(context, id, "slip");
    expect(cancelPrint(context, actor, job.id, "改用另一台")).toMatchObject({
      outcome: "failed",
      trouble: "cancelled",
    });
    expect(printStory(context, job.id).at(-1)).toMatchObject({
      what: "cancelled",
      by: "示例经办甲",
      note: "改用另一台",
    });
    slips.state = { state: "ready", troubles: [] };
    for (let i = 0; i < 5; i += 1) await turn(30_000);
    expect(slips.seen).toHaveLength(0);
    expect(() => cancelPrint(context, actor, job.id, "再取消")).toThrow(/print-not-now/);
    expect(() => confirmPrint(context, actor, job.id, true)).toThrow(/print-not-now/);
    expect(() => cancelPrint(context, actor, jobOf(context, id, "voucher").id, "已出纸")).toThrow(/print-not-now/);
  });

  it("asks before it prints what waited for more than a working day, and restarts the wait after the answer", async () => {
    slips.state = { state: "stopped", troubles: ["offline"] };
    const id = takeIn(context, actor);
    await start().whenIdle();
    clock.set("2026-09-21T03:00:00.000Z");
    slips.state = { state: "ready", troubles: [] };
    await turn(60_000);
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "waited" });
    for (let i = 0; i < 5; i += 1) await turn(30_000);
    expect(slips.seen).toHaveLength(0);
    releasePrint(context, actor, jobOf(context, id, "slip").id);
    await spooler?.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "device-confirmed", pause: null });
    expect(story(jobOf(context, id, "slip").id)).toEqual([
      "held queued",
      "released queued",
      "sending sending",
      "result device-confirmed",
    ]);
  });

  it("asks before it prints a sheet whose record has a newer version, and then prints the newer", async () => {
    slips.state = { state: "stopped", troubles: ["offline"] };
    const id = takeIn(context, actor);
    await start().whenIdle();
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "survey.scheduled", on: "2026-09-18" },
    });
    slips.state = { state: "ready", troubles: [] };
    await turn(60_000);
    const job = jobOf(context, id, "slip");
    expect(job).toMatchObject({ outcome: "queued", pause: "superseded", recordVersion: 1 });
    expect(listPrints(context, id).find((line) => line.id === job.id)?.reason?.zh).toContain("新版本");
    expect(releasePrint(context, actor, job.id)).toMatchObject({ recordVersion: 2, pause: null });
    await spooler?.whenIdle();
    expect(new TextDecoder("gb18030").decode(slips.seen[0]?.sheet.bytes)).toContain("v2 ");
  });
});

describe("the end of the program", () => {
  it("in order: what hangs up when asked is noted, and nothing is left half sent", async () => {
    slips.script = answer("hang-until-hung-up");
    const id = takeIn(context, actor);
    start();
    await Promise.all([slips.arrived(1), a4.arrived(2)]);
    await spooler?.close();
    expect(jobOf(context, id, "slip").outcome).toBe("unconfirmed");
  });

  it("by a crash in mid-print: the next start asks a person and sends nothing again", async () => {
    const id = takeIn(context, actor);
    context.db.prepare("UPDATE print_jobs SET outcome = 'sending', attempts = 1 WHERE kind = 'slip'").run();
    await start().whenIdle();
    const job = jobOf(context, id, "slip");
    expect(job).toMatchObject({ outcome: "unconfirmed", reason: { zh: expect.stringContaining("程序中断") } });
    expect(story(job.id)).toEqual(["crashed unconfirmed"]);
    expect(slips.seen).toHaveLength(0);
  });
});

it("a printer that is set up again gets what waits, and what went to one that is gone goes to the folder", async () => {
  slips.state = { state: "stopped", troubles: ["offline"] };
  const id = takeIn(context, actor);
  await start().whenIdle();
  const { putPrinter } = await import("#station/db/printers.ts");
  putPrinter(context.db, { ...SLIPS, address: "127.0.0.1:9101" } as typeof SLIPS);
  slips.state = { state: "ready", troubles: [] };
  context.events.emit({ kind: "printer.changed" });
  await spooler?.whenIdle();
  expect(jobOf(context, id, "slip").outcome).toBe("device-confirmed");
  expect(A4.id).toBe("a4");
  expect(errors).toEqual([]);
});
