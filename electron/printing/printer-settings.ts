import { bilingual } from "#shared/lib/bilingual.ts";
import type { PrinterLine, PrinterStatusView, PrinterView } from "#shared/contract/printers.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { canTake, TRAY_ID, type PrinterChoice, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { listPrinterTestsIn, setTestOutcome } from "#station/db/printer-tests.ts";
import {
  listPrinterChoices,
  listKindsOf,
  listPrinters,
  putPrinterChoice,
  putPrinter,
  retirePrinter,
} from "#station/db/printers.ts";
import { listPrintJobsIn } from "#station/db/print-jobs.ts";
import { addressNotAllowed, addressToAllow, allowAddress, forgetUnused } from "./allowed-addresses.ts";
import { workingKinds } from "./open-printer.ts";
import type { KnownState } from "./spooler.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { allPrinters, destinations, findUsable, printersInUse } from "./printer-choice.ts";
import { readinessOn, testsToday } from "./printer-tests.ts";

/** The spooler's view of the printers; `look` asks them again. */
export type PrinterWatch = { states: () => ReadonlyMap<string, KnownState>; look: () => void };

function lines(context: StationContext, watch: PrinterWatch, printers: readonly PrinterSettings[]): PrinterLine[] {
  const tests = testsToday(context);
  const destinationOf = destinations(context);
  const waiting = listPrintJobsIn(context.db, "queued").map((job) => destinationOf(job.kind).printer.id);
  return printers.map(({ id, name, kind }) => ({
    id,
    name,
    kind,
    state: watch.states().get(id) ?? null,
    waiting: waiting.filter((each) => each === id).length,
    test: tests.get(id) ?? null,
  }));
}

/** The settings of every printer, for the supervisor. */
export function viewPrinters(context: StationContext, watch: PrinterWatch): PrinterView {
  const printers = allPrinters(context);
  return {
    printers: lines(context, watch, printers).flatMap((line) =>
      printers.filter(({ id }) => id === line.id).map((settings) => ({ ...line, settings })),
    ),
    assignments: listPrinterChoices(context.db, context.station().id),
    kinds: workingKinds(),
  };
}

/** The printers that this station's documents go to, with how they are; they are asked again for the next look. */
export function viewPrinterStatus(context: StationContext, watch: PrinterWatch): PrinterStatusView {
  watch.look();
  return {
    printers: lines(context, watch, printersInUse(context)),
    readiness: readinessOn(context, localDateOf(context.now())),
  };
}

/** Slip printers without a queue of the system between, which would keep two slips apart. */
const ONE_USER: ReadonlySet<PrinterSettings["kind"]> = new Set(["escpos-tcp", "device-file"]);
const RETIRED = bilingual("打印机已停用", "The printer was taken out of use");

/**
 * Adds a printer or changes its settings; jobs that wait for it go to the new place. `isAllowing`: a supervisor's PIN was
 * checked just now for an address that nobody has allowed yet.
 */
export function savePrinter(context: StationContext, actor: Actor, printer: PrinterSettings, isAllowing = false): void {
  if (printer.id === TRAY_ID)
    throw badInput([
      { path: "printer.id", message: bilingual("打印文件夹不能更改。", "The print folder cannot be changed.") },
    ]);
  if (!workingKinds().includes(printer.kind))
    throw badInput([
      {
        path: "printer.kind",
        message: bilingual("Windows 打印机只能在 Windows 上使用。", "A Windows printer works on Windows only."),
      },
    ]);
  if (listPrinters(context.db).some((other) => other.id !== printer.id && other.name === printer.name))
    throw badInput([
      { path: "printer.name", message: bilingual("已有同名的打印机。", "Another printer has this name.") },
    ]);
  if (
    ONE_USER.has(printer.kind) &&
    listPrinters(context.db).some(
      (other) =>
        other.id !== printer.id &&
        other.kind === printer.kind &&
        other.address.toLowerCase() === printer.address.toLowerCase(),
    )
  ) {
    throw badInput([
      {
        path: "printer.address",
        message: bilingual(
          "已有打印机使用这个地址；两条队列同时送到一台小票机，内容会混在一起。",
          "Another printer has this address; two queues at one slip printer would mix their slips.",
        ),
      },
    ]);
  }
  if (listKindsOf(context.db, printer.id).some((kind) => !canTake(printer, kind)))
    throw badInput([
      {
        path: "printer.kind",
        message: bilingual(
          "这台打印机正承担 A4 文书，不能改成小票机；请先给这些文书另选打印机。",
          "A4 papers go to this printer: choose another for them before it becomes a slip printer.",
        ),
      },
    ]);
  const { name, kind, address } = printer;
  const toAllow = addressToAllow(context, printer);
  if (toAllow !== null && !isAllowing) throw addressNotAllowed(toAllow);
  change(context, actor, (unit) => {
    putPrinter(context.db, printer);
    if (toAllow !== null) allowAddress(unit, toAllow);
    forgetUnused(unit);
    unit.audit("printer.saved", printer.id, { name, kind, address });
    unit.emit({ kind: "printer.changed" });
  });
}

/** Takes a printer out of use; its documents go to the folder until another is chosen. */
export function retire(context: StationContext, actor: Actor, id: string): void {
  if (id === TRAY_ID || findUsable(context, id) === null)
    throw problem(
      "printer-not-found",
      bilingual("没有这台打印机，或不能停用。", "There is no such printer, or it cannot be taken out of use."),
      DATA_IS_SAFE,
      bilingual("请刷新页面。", "Load the page again."),
    );
  change(context, actor, (unit) => {
    retirePrinter(context.db, id, unit.at);
    forgetUnused(unit);
    for (const test of listPrinterTestsIn(context.db, "queued"))
      if (test.printerId === id)
        setTestOutcome(context.db, test.id, "queued", {
          outcome: "failed",
          reason: RETIRED,
          trouble: "cancelled",
          documentHash: null,
        });
    unit.audit("printer.retired", id, {});
    unit.emit({ kind: "printer.changed" });
  });
}

/** Assigns a kind of this station's documents to a printer, including what already waits. */
export function assignPrinter(context: StationContext, actor: Actor, choice: PrinterChoice): void {
  const printer = findUsable(context, choice.printerId);
  if (printer === null)
    throw badInput([{ path: "printerId", message: bilingual("没有这台打印机。", "There is no such printer.") }]);
  if (!canTake(printer, choice.kind))
    throw badInput([
      { path: "printerId", message: bilingual("小票机不能打印 A4 文书。", "A slip printer cannot print A4 papers.") },
    ]);
  const { kind, tray } = choice;
  change(context, actor, (unit) => {
    putPrinterChoice(context.db, actor.station.id, choice);
    unit.audit("printer.assigned", printer.id, { kind, tray });
    unit.emit({ kind: "printer.changed" });
  });
}
