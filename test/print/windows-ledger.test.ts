import { afterEach, describe, expect } from "vitest";
import { findOperator } from "#station/db/operators.ts";
import { putPrinterChoice, putPrinter } from "#station/db/printers.ts";
import type { Spooler } from "#station/printing/spooler.ts";
import { windowsPrinter } from "#station/printing/windows/windows-printer.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { confirmPrint } from "#station/printing/print-requests.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";
import { PrinterSettings } from "#shared/contract/printer-settings.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { jobOf, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { emulateSpooler, type EmulatedSpooler } from "#test/helpers/windows-spooler/spooler.ts";

const A4 = PrinterSettings.parse({
  id: "a4",
  name: "前台 A4",
  kind: "windows-spooler",
  address: "HP LaserJet",
  options: {},
});
const SLIPS = PrinterSettings.parse({
  id: "slips",
  name: "前台小票机",
  kind: "windows-spooler",
  address: "POS-80C",
  options: { prints: "slip" },
});

let context: StationContext;
let actor: Actor;
let clock: HandClock;
let a4: EmulatedSpooler;
let slips: EmulatedSpooler;
let spooler: Spooler;

it.beforeEach(async ({ openTestStation }) => {
  clock = new HandClock("2026-09-18T01:02:00.000Z");
  context = (await openTestStation({ now: clock.now, random: () => 0.5 })).context;
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("no supervisor");
  actor = { operator, station: context.station() };
  [a4, slips] = [emulateSpooler(), emulateSpooler()];
  for (const printer of [A4, SLIPS]) putPrinter(context.db, printer);
  for (const kind of DocumentKind.options)
    putPrinterChoice(context.db, context.station().id, {
      kind,
      printerId: kind === "slip" ? SLIPS.id : A4.id,
      tray: null,
    });
  spooler = spoolTo(context, clock, async (settings) => {
    if (settings.kind !== "windows-spooler") throw new Error(settings.kind);
    const { prints, sides } = settings.options;
    return windowsPrinter({
      name: settings.address,
      prints,
      sides,
      command: (settings.id === SLIPS.id ? slips : a4).command,
      waits: { idleMs: 500 },
      watching: { everyMs: 10 },
    });
  });
});
afterEach(async () => {
  await spooler.close();
  for (const each of [a4, slips]) each.remove();
});

describe("row 37: a hall whose printers are Windows'", () => {
  it("hands pages to one and a slip's own commands to the other, says no more than sent, and a person confirms", async () => {
    const id = takeIn(context, actor);
    await spooler.whenIdle();
    expect(jobOf(context, id, "voucher")).toMatchObject({ outcome: "sent", printerName: "前台 A4", trouble: null });
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "sent", printerName: "前台小票机" });
    expect(
      a4
        .jobs()
        .map((job) => [
          job.request["do"],
          job.request["printer"],
          Buffer.from(job.body, "base64").subarray(0, 5).toString("latin1"),
        ]),
    ).toContainEqual(["pdf", "HP LaserJet", "%PDF-"]);
    expect(slips.jobs().map((job) => [job.request["do"], job.request["printer"]])).toEqual([["raw", "POS-80C"]]);
    expect(confirmPrint(context, actor, jobOf(context, id, "slip").id, true).outcome).toBe("person-confirmed");
  });

  it("waits while the queue is out of paper, goes on by itself, and never prints twice", async () => {
    slips.plan({ status: 0x10 });
    const id = takeIn(context, actor);
    await spooler.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "queued", trouble: "paper-out", attempts: 0 });
    expect(slips.jobs()).toEqual([]);
    slips.plan({});
    clock.advance(60_000);
    await spooler.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "sent", attempts: 1 });
    expect(slips.jobs()).toHaveLength(1);
  });

  it("asks a person where the helper died while the queue printed, and leaves nothing in the queue", async () => {
    slips.plan({ steps: [{ status: 0x10 }], breaks: [{ at: "spooled", how: "die", times: 1 }] });
    const id = takeIn(context, actor);
    await spooler.whenIdle();
    expect(jobOf(context, id, "slip")).toMatchObject({
      outcome: "unconfirmed",
      trouble: "connection-lost",
      nextTryAt: null,
    });
    expect(slips.jobs()).toMatchObject([{ deleted: true }]);
    // What it complained of may name the machine's folders, and no applicant.
    expect(jobOf(context, id, "slip").reason?.zh).toMatch(/^与打印机的连接中途断开/);
  });
});
