import { setTimeout as pause } from "node:timers/promises";
import { findOperator } from "#station/db/operators.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { listPrintJobsIn } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { appointSpecialist, grantAuthority } from "#station/roster/roster-entries.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import { makeRng } from "#test/helpers/dice.ts";
import { startTestStation, type TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { setUpPrinters } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";
import { fillBusyStation, type BusyStation } from "#test/helpers/screens/busy-hall.ts";

export const TODAY = "2026-11-20";
/** 14:10 in China, a Friday on which the counter is open. */
export const NOW = `${TODAY}T06:10:00.000Z`;

const MAX_PRINT_SECONDS = 20;

/** Waits until the printers have taken everything that was queued. */
async function printed(hall: StationContext): Promise<void> {
  for (let tries = 0; tries < MAX_PRINT_SECONDS * 20; tries += 1) {
    const open = (["queued", "sending"] as const).flatMap((outcome) => listPrintJobsIn(hall.db, outcome));
    if (open.length === 0) return;
    await pause(50);
  }
  throw new Error(`not everything was printed within ${MAX_PRINT_SECONDS} s`);
}

/** Who may accept what, and who is sent out for it; invented people. */
function fillRoster(hall: StationContext): void {
  const operator = findOperator(hall.db, "supervisor-1");
  if (operator === null) throw new Error("the demo hall has no supervisor-1");
  const supervisor = { operator, station: hall.station() };
  const common = { profileId: "yunhai", startsOn: "2026-11-02", endsOn: null };
  for (const utility of ["water", "power"]) {
    grantAuthority(hall, supervisor, { ...common, utility, operatorId: "clerk-1" });
    grantAuthority(hall, supervisor, { ...common, utility, operatorId: "clerk-2" });
  }
  for (const [utility, name, duty] of [
    ["water", "示例专员丙", "specialist"],
    ["water", "示例专员丁", "stand-in"],
    ["power", "示例专员戊", "specialist"],
  ] as const)
    appointSpecialist(hall, supervisor, {
      ...common,
      utility,
      duty,
      person: { name, phone: "0000-2000001", organisation: "示例供水公司" },
    });
}

/** Makes the centre refuse the oldest entry, so that the page of the outbox shows what to do with one. */
function refuseOne(hall: StationContext): void {
  const port = outboxPort(hall.db);
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
  const hall = await startTestStation("yunhai", {
    now: new HandClock(NOW).now,
    random: () => below(2 ** 30) / 2 ** 30,
    printing: { open: (settings) => (settings.kind === "ipp" ? a4 : slips).open() },
  });
  setUpPrinters(hall.context);
  return hall;
}

/** Fills it with a morning's work, a roster and an entry that the centre refused. */
export async function fillPicturedHall(hall: StationContext): Promise<BusyStation> {
  fillRoster(hall);
  const numbers = await fillBusyStation(hall, TODAY, {
    teaHouse: "示例吉记茶业有限公司",
    printed: () => printed(hall),
  });
  refuseOne(hall);
  return numbers;
}
