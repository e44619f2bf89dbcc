import { bilingual } from "#shared/lib/bilingual.ts";
import type { PrinterTestLine, ReadinessLine } from "#shared/contract/printers.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { TRAY_ID } from "#shared/contract/printer-settings.ts";
import { instantOf, localDateOf, type LocalDate } from "#shared/time/instant.ts";
import {
  answerTest,
  findPrinterTest,
  insertPrinterTest,
  listPrinterTests,
  type PrinterTest,
} from "#station/db/printer-tests.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { nameOf } from "./job-line.ts";
import { findUsable, printersInUse } from "./printer-choice.ts";

const testLine = (context: StationContext, test: PrinterTest): PrinterTestLine => ({
  id: test.id,
  outcome: test.outcome,
  reason: test.reason,
  askedAt: test.askedAt,
  askedBy: nameOf(context, test.askedBy) ?? test.askedBy,
  passed: test.passed,
  answeredAt: test.answeredAt,
  answeredBy: nameOf(context, test.answeredBy),
  note: test.note,
});

const testsOn = (context: StationContext, on: LocalDate): PrinterTest[] =>
  listPrinterTests(context.db, instantOf(on, 0), instantOf(on, 1440));

/** The newest test of today of each printer, by its id. */
export const testsToday = (context: StationContext): ReadonlyMap<string, PrinterTestLine> =>
  new Map(testsOn(context, localDateOf(context.now())).map((test) => [test.printerId, testLine(context, test)]));

function readinessOf(test: PrinterTest | undefined): ReadinessLine["status"] {
  if (test === undefined) return "missing";
  if (test.passed !== null) return test.passed ? "confirmed" : "faulty";
  return test.outcome === "failed" ? "faulty" : "waiting";
}

/**
 * For each printer of this station, whether a person confirmed its test print on a day (每日就绪). A printer that was
 * tested that day and is gone since is listed too.
 */
export function readinessOn(context: StationContext, on: LocalDate): ReadinessLine[] {
  const tests = new Map(
    testsOn(context, on)
      .filter(({ printerId }) => printerId !== TRAY_ID)
      .map((test) => [test.printerId, test]),
  );
  const printers = new Map([
    ...printersInUse(context).map(({ id, name }): [string, string] => [id, name]),
    ...[...tests.values()].map((test): [string, string] => [test.printerId, test.printerName]),
  ]);
  const station = context.station().name;
  return [...printers].map(([printerId, printer]) => {
    const test = tests.get(printerId);
    return {
      printerId,
      printer,
      station,
      status: readinessOf(test),
      at: test?.answeredAt ?? test?.askedAt ?? null,
      by: nameOf(context, test?.answeredBy ?? test?.askedBy ?? null),
    };
  });
}

const OPEN: readonly PrinterTest["outcome"][] = ["queued", "sending"];

/** Asks for a test print; the worker prints it, and a person looks at it. */
export function requestTest(context: StationContext, actor: Actor, printerId: string): PrinterTestLine {
  const printer = findUsable(context, printerId);
  if (printer === null)
    throw badInput([{ path: "id", message: bilingual("没有这台打印机。", "There is no such printer.") }]);
  const id = context.newId();
  change(context, actor, (unit) => {
    const { at } = unit;
    if (testsOn(context, localDateOf(at)).some((test) => test.printerId === printerId && OPEN.includes(test.outcome))) {
      throw problem(
        "test-waiting",
        bilingual("这台打印机的测试页已在队列中。", "A test print of this printer is already in the queue."),
        DATA_IS_SAFE,
        bilingual("请等它打印出来。", "Wait until it is printed."),
      );
    }
    insertPrinterTest(context.db, {
      id,
      printerId,
      printerName: printer.name,
      stationId: actor.station.id,
      askedBy: actor.operator.id,
      askedAt: at,
    });
    unit.audit("printer.testRequested", printerId, { test: id });
    unit.emit({ kind: "printer.changed" });
  });
  return getLine(context, id);
}

function getLine(context: StationContext, id: string): PrinterTestLine {
  const test = findPrinterTest(context.db, id);
  if (test === null)
    throw badInput([{ path: "testId", message: bilingual("没有这次测试打印。", "There is no such test print.") }]);
  return testLine(context, test);
}

/**
 * A person says once whether the test print is right: every character there, straight, cut. Another test may follow.
 */
export function confirmTest(
  context: StationContext,
  actor: Actor,
  input: { testId: string; passed: boolean; note: string },
): PrinterTestLine {
  change(context, actor, (unit) => {
    const { at } = unit;
    const test = findPrinterTest(context.db, input.testId);
    if (test === null)
      throw badInput([{ path: "testId", message: bilingual("没有这次测试打印。", "There is no such test print.") }]);
    if (OPEN.includes(test.outcome))
      throw problem(
        "test-waiting",
        bilingual("测试页还没有打印。", "The test print has not been printed yet."),
        DATA_IS_SAFE,
        bilingual("请等出纸后再确认。", "Confirm after paper came."),
      );
    if (!answerTest(context.db, test.id, { passed: input.passed, by: actor.operator.id, at, note: input.note })) {
      throw problem(
        "test-answered",
        bilingual("这次测试打印已经确认过。", "This test print was already confirmed."),
        DATA_IS_SAFE,
        bilingual("需要时请再打印一张测试页。", "Print another one if it is needed."),
      );
    }
    const verb = input.passed ? "printer.testPassed" : "printer.testFailed";
    unit.audit(verb, test.printerId, { test: test.id });
    unit.emit({ kind: "printer.changed" });
  });
  return getLine(context, input.testId);
}
