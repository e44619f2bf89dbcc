import { setTimeout as pause } from "node:timers/promises";
import { findOperator } from "#station/db/operators.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { listPrintJobsIn } from "#station/db/print-jobs.ts";
import { listPrinterTestsIn } from "#station/db/printer-tests.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { printersInUse } from "#station/printing/printer-choice.ts";
import { confirmTest, requestTest } from "#station/printing/printer-tests.ts";
import { appointSpecialist, grantAuthority } from "#station/roster/roster-entries.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { startTestStation, type TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { setUpPrinters } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";
import { fillBusyStation, type BusyStation } from "#test/helpers/screens/busy-hall.ts";

export const TODAY = "2026-11-20";
/** 14:10 in China, a Friday on which the counter is open. */
export const NOW = `${TODAY}T06:10:00.000Z`;

const MAX_PRINT_SECONDS = 60;

async function until(isDone: () => boolean): Promise<void> {
  for (let tries = 0; tries < MAX_PRINT_SECONDS * 20; tries += 1) {
    if (isDone()) return;
    await pause(50);
  }
  throw new Error(`not everything was printed within ${MAX_PRINT_SECONDS} s`);
}

/** Waits until the printers have taken everything that was queued. */
const printed = (context: StationContext): Promise<void> =>
  until(() =>
    (["queued", "sending"] as const).every(
      (outcome) =>
        listPrintJobsIn(context.db, outcome).length === 0 && listPrinterTestsIn(context.db, outcome).length === 0,
    ),
  );

function supervisorOf(context: StationContext): Actor {
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("the demonstration has no supervisor-1");
  return { operator, station: context.station() };
}

/** Prints the morning's test pages and finds them right. */
async function testPrinters(context: StationContext): Promise<void> {
  const supervisor = supervisorOf(context);
  const tests = printersInUse(context).map(({ id }) => requestTest(context, supervisor, id));
  await printed(context);
  for (const { id } of tests) confirmTest(context, supervisor, { testId: id, passed: true, note: "" });
}

/** Who may accept what, and who is sent out for it; invented people. */
function fillRoster(context: StationContext): void {
  const supervisor = supervisorOf(context);
  const common = { profileId: "yunhai", startsOn: "2026-11-02", endsOn: null };
  for (const utility of ["water", "power"])
    for (const operatorId of ["clerk-1", "clerk-2"])
      grantAuthority(context, supervisor, { ...common, utility, operatorId });
  for (const [utility, name, duty] of [
    ["water", "示例专员丙", "specialist"],
    ["water", "示例专员丁", "stand-in"],
    ["power", "示例专员戊", "specialist"],
  ] as const)
    appointSpecialist(context, supervisor, {
      ...common,
      utility,
      duty,
      person: { name, phone: "0000-2000001", organisation: "示例供水公司" },
    });
}

/** Makes the centre refuse the oldest entry, so that the page of the outbox shows what to do with one. */
export function refuseOne(context: StationContext): void {
  const port = outboxPort(context.db);
  const id = port.listDue(NOW, 1)[0]?.id ?? "";
  port.markSending(id, NOW);
  port.quarantine(
    id,
    "refused",
    {
      what: { zh: "中心平台拒收（422）。联系电话格式不对", en: "The centre refused it (422). The phone is wrong" },
      next: NEXT_STEPS.refused,
    },
    NOW,
  );
}

/** A hall with two printers at a fixed time; the same seed gives the same numbers in every run. */
export async function openPicturedHall(): Promise<TestStation> {
  const [a4, slips] = [new ScriptedPrinter(), new ScriptedPrinter()];
  const { below } = makeRng(7);
  const station = await startTestStation("yunhai", {
    now: new HandClock(NOW).now,
    random: () => below(2 ** 30) / 2 ** 30,
    printing: { open: (settings) => (settings.kind === "ipp" ? a4 : slips).open() },
  });
  setUpPrinters(station.context);
  return station;
}

/** Fills it with a morning's work and a roster. */
export async function fillPicturedHall(context: StationContext): Promise<BusyStation> {
  await testPrinters(context);
  fillRoster(context);
  return fillBusyStation(context, TODAY, { teaHouse: "示例吉记茶业有限公司", printed: () => printed(context) });
}
