import { afterAll, afterEach, describe, expect } from "vitest";
import { putPrinter } from "#station/db/printers.ts";
import { endRendering } from "#station/rendering/render.ts";
import type { Spooler } from "#station/printing/spooler.ts";
import type { Printer } from "#station/printing/printer.ts";
import { performAct } from "#station/cases/acts.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { requestPrint, resumePrint, retryPrint } from "#station/printing/print-requests.ts";
import { savePrinter } from "#station/printing/printer-settings.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { A4, jobOf, setUpPrinters, SLIPS, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter, type Move } from "#test/helpers/scripted-printer.ts";

let context: StationContext;
let actor: Actor;
/** The clock on the wall, which a person may set, and the time that really passes. */
let wall: HandClock;
let timers: HandClock;
let a4: ScriptedPrinter;
let slips: ScriptedPrinter;
let spooler: Spooler | null;

it.beforeEach(async ({ openTestStation }) => {
  [wall, timers] = [new HandClock("2026-09-18T02:00:00.000Z"), new HandClock("2026-09-18T02:00:00.000Z")];
  ({ context, actor } = await openTestStation({ now: wall.now, random: () => 0.5 }));
  setUpPrinters(context);
  [a4, slips, spooler] = [new ScriptedPrinter(), new ScriptedPrinter(), null];
});
afterEach(() => spooler?.close());
afterAll(() => endRendering());

const start = (): Spooler =>
  (spooler = spoolTo(context, timers, (settings) => (settings.id === SLIPS.id ? slips : a4).open()));
const does =
  (answer: Move["answer"], pages: number | null = null) =>
  (): Move => ({ pages, answer });
const DONE = does({ outcome: "device-confirmed" });
const askAgain = (id: string, why: string | null = null) =>
  requestPrint(context, actor, { applicationId: id, kind: "slip", utility: null, why });
/** Has the survey planned, which makes the record's next version. */
const nextVersion = (id: string) =>
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: { kind: "survey.scheduled", on: "2026-09-18" },
  });

describe("row 36: two people at one sheet", () => {
  it("do not both print it as the first: a print that failed is not tried again once another was asked for", async () => {
    slips.script = does({ outcome: "failed", trouble: "refused", again: false, detail: null }, 0);
    const id = takeIn(context, actor);
    await start().whenIdle();
    const first = jobOf(context, id, "slip");
    slips.script = DONE;
    askAgain(id);
    expect(() => retryPrint(context, actor, first.id)).toThrow(/print-not-now/);
    await spooler?.whenIdle();
    expect(() => retryPrint(context, actor, first.id)).toThrow(/print-not-now/);
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "device-confirmed", copy: 1 });
    expect(slips.seen).toHaveLength(2);
  });

  it("act on the newest print though the clock was set back between the two", async () => {
    const id = takeIn(context, actor);
    await start().whenIdle();
    wall.set("2026-09-17T02:00:00.000Z");
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    const second = askAgain(id, "申请人遗失");
    expect(() => askAgain(id, "申请人遗失")).toThrow(/print-waiting/);
    expect(jobOf(context, id, "slip").id).toBe(second.id);
  });
});

it("row 38: a queue that waits goes on within a minute though the clock was set back by days", async () => {
  slips.script = does({ outcome: "failed", trouble: "busy", again: true, detail: null }, 0);
  const id = takeIn(context, actor);
  await start().whenIdle();
  slips.script = DONE;
  wall.set("2026-09-15T02:00:00.000Z");
  for (let passed = 0; passed < 60_000; passed += 5_000) {
    wall.advance(5_000);
    timers.advance(5_000);
    await spooler?.whenIdle();
  }
  expect(jobOf(context, id, "slip").outcome).toBe("device-confirmed");
});

describe("row 43: what goes to the printer is the record's version of that moment", () => {
  it("a record that changes while its sheet is drawn holds the sheet back", async () => {
    const id = takeIn(context, actor);
    const ready = slips.state;
    let isAsked = false;
    Object.defineProperty(slips, "state", {
      get: () => {
        // The sheet is drawn as soon as the printer said that it is ready: this comes before the worker's answer can.
        if (!isAsked) setImmediate(() => nextVersion(id));
        isAsked = true;
        return ready;
      },
    });
    await start().whenIdle();
    await spooler?.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", pause: "superseded", recordVersion: 1 });
    expect(slips.seen).toHaveLength(0);
  });

  it("an older print that still waits is given up where a newer one of the same sheet was asked for", async () => {
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    const id = takeIn(context, actor);
    const first = jobOf(context, id, "slip");
    context.db.prepare("UPDATE print_jobs SET outcome = 'sending' WHERE id = ?").run(first.id);
    nextVersion(id);
    // As when its printer says, after a correction has requested the document again, that nothing of the old one came.
    context.db.prepare("UPDATE print_jobs SET outcome = 'failed' WHERE id = ?").run(first.id);
    askAgain(id);
    context.db.prepare("UPDATE print_jobs SET outcome = 'queued' WHERE id = ?").run(first.id);
    slips.state = { state: "ready", troubles: [] };
    await start().whenIdle();
    expect(context.db.prepare("SELECT outcome, pause, trouble FROM print_jobs WHERE id = ?").get(first.id)).toEqual({
      outcome: "failed",
      pause: null,
      trouble: "cancelled",
    });
    expect(slips.seen).toHaveLength(1);
  });
});

it("row 38: a printer that is given another name goes on with the sheet under way", async () => {
  const done = Promise.withResolvers<undefined>();
  const opened = await slips.open();
  const printer: Printer = {
    status: (signal) => opened.status(signal),
    print: (sheet, signal) => {
      void opened.print(sheet, signal);
      return new Promise((resolve) => {
        signal.addEventListener("abort", () =>
          resolve({ outcome: "unconfirmed", trouble: "cancelled", pages: null, detail: null }),
        );
        void done.promise.then(() => resolve({ outcome: "device-confirmed" }));
      });
    },
  };
  const id = takeIn(context, actor);
  spooler = spoolTo(context, timers, async (settings) => (settings.id === SLIPS.id ? printer : a4.open()));
  await slips.arrived(1);
  savePrinter(context, actor, { ...SLIPS, name: "一号小票机" });
  spooler.look();
  const second = takeIn(context, actor);
  done.resolve(undefined);
  await spooler.whenIdle();
  expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "device-confirmed", printerName: SLIPS.name });
  expect(jobOf(context, second, "slip")).toMatchObject({ outcome: "device-confirmed", printerName: "一号小票机" });
});

it("row 37: a slip printer that A4 papers were left with prints none of them as a slip", async () => {
  putPrinter(context.db, { ...SLIPS, id: A4.id, name: A4.name });
  const id = takeIn(context, actor);
  await start().whenIdle();
  expect(jobOf(context, id, "unified-form")).toMatchObject({
    outcome: "failed",
    attempts: 0,
    reason: { zh: "小票机不能打印 A4 文书" },
  });
  expect(a4.seen).toHaveLength(0);
});

it("row 38: a document gone on with that breaks off again counts the pages that came before", async () => {
  a4.script = (sheet) => {
    // The made-up locality's form has one page; a longer one is recognised by its row.
    context.db.prepare("UPDATE print_jobs SET pages = 5 WHERE kind = 'unified-form'").run();
    return sheet.kind === "unified-form"
      ? { pages: 1, answer: { outcome: "unconfirmed", trouble: "jam", pages: 1, detail: null } }
      : DONE();
  };
  const id = takeIn(context, actor);
  await start().whenIdle();
  expect(jobOf(context, id, "unified-form")).toMatchObject({ outcome: "unconfirmed", pagesOut: 1 });
  resumePrint(context, actor, jobOf(context, id, "unified-form").id, 3);
  await spooler?.whenIdle();
  expect(jobOf(context, id, "unified-form")).toMatchObject({ outcome: "unconfirmed", fromPage: 3, pagesOut: 3 });
});
