import { EscposTcpOptions, escposTcpPrinter } from "#station/printing/thermal/tcp-printer.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { NO_FAULT } from "#test/helpers/escpos-printer/fault.ts";
import type { Sheet } from "#test/helpers/escpos-printer/paper.ts";
import { startPrinter } from "#test/helpers/escpos-printer/printer-server.ts";
import { someFault } from "./thermal-faults.ts";
import { allowingPort } from "#test/helpers/allowed-printers.ts";
import { proofSlip, type ProofSlip } from "./thermal-slips.ts";

/**
 * The result of one seed; `next` is for the slip printed after the printer was repaired. `wrong` is empty if the
 * printer's paper agrees with every word of ours.
 */
export type ThermalRun = {
  seed: number;
  proof: string;
  fault: string;
  where: string;
  outcome: PrintResult["outcome"];
  whole: boolean;
  next: PrintResult["outcome"];
  wrong: string[];
  milliseconds: number;
};

const WAITS = { answerMs: 400, stallMs: 400, finishMs: 500, pollMs: 40, closeMs: 2_000, connectMs: 500 };
/** The longest that the waits above can add up to, and some for a busy machine. */
const MAX_MS = 15_000;
const SLIPS = 40;
/** `ESC @`, feed and cut, which go before a slip when an earlier one may lie unfinished. */
const PART = 6;

const same = (one: Sheet | undefined, other: Sheet): boolean => JSON.stringify(one) === JSON.stringify(other);
const inkOf = (sheet: Sheet): string[] =>
  sheet.ink.filter((one) => one.kind !== "feed").map((one) => JSON.stringify(one));

/** Whether a sheet bears ink of a slip: its own lines each bear its name. */
function bears(sheet: Sheet, slip: ProofSlip): boolean {
  const own = new Set(inkOf(slip.paper));
  return inkOf(sheet).some((one) => own.has(one));
}

/** Whether a sheet bears ink of one slip and any ink of another. */
function isMixed(sheet: Sheet, slip: ProofSlip): boolean {
  const own = new Set(inkOf(slip.paper));
  return bears(sheet, slip) && !inkOf(sheet).every((one) => own.has(one));
}

function findFaults(result: PrintResult, added: readonly Sheet[], slip: ProofSlip): string[] {
  switch (result.outcome) {
    case "failed":
      return added.length > 0 ? ["failed, and paper came: a second try would make a duplicate"] : [];
    case "device-confirmed":
      return added.length === 1 && same(added[0], slip.paper)
        ? []
        : [`confirmed, and ${added.length} sheets came, whole: ${added.filter((one) => same(one, slip.paper)).length}`];
    case "sent":
    case "unconfirmed":
      return [];
  }
}

/** Prints one slip through a fault, mends the printer, tries again as the print queue would, and prints the next applicant's slip. */
async function play(seed: number, slips: readonly ProofSlip[], lossy: boolean): Promise<ThermalRun> {
  const roll = makeRng(seed);
  const server = await startPrinter();
  try {
    const [first, mine, next] = [
      slips[roll.below(SLIPS)],
      slips[SLIPS + roll.below(SLIPS)],
      slips[2 * SLIPS + roll.below(SLIPS)],
    ] as [ProofSlip, ProofSlip, ProofSlip];
    const proof = roll.pick([
      "process-id",
      "process-id",
      "process-id",
      "paper-status",
      "paper-status",
      "paper-status",
      "real-time",
    ] as const);
    const printer = escposTcpPrinter(
      EscposTcpOptions.parse({ host: "127.0.0.1", port: server.port, proof, ...WAITS }),
      allowingPort(server.port),
    );
    const never = new AbortController().signal;
    server.machine.state.tellsChanges = roll.chance(0.3);
    const warm = roll.chance(0.6);
    if (warm) {
      await printer.print(first.sheet, never);
      await server.mend();
    }
    const before = server.machine.sheets().length;
    const jobs = server.jobsBegun();
    const { fault, where } = someFault(roll, mine, warm ? 0 : PART, lossy);
    server.plan(fault);

    const began = performance.now();
    const result = await printer.print(mine.sheet, never);
    const milliseconds = performance.now() - began;
    await server.mend();
    server.plan(NO_FAULT);
    const added = server.machine.sheets().slice(before);
    const wrong = findFaults(result, added, mine);
    if (server.jobsBegun() - jobs > 1) wrong.push("sent again by itself");
    if (milliseconds > MAX_MS) wrong.push(`took ${milliseconds} ms`);

    if (result.outcome === "failed" && result.again) {
      const again = await printer.print(mine.sheet, never);
      await server.mend();
      wrong.push(...findFaults(again, server.machine.sheets().slice(before), mine));
    }
    const beforeNext = server.machine.sheets().length;
    let nextResult = await printer.print(next.sheet, never);
    for (let tries = 1; tries < 5 && nextResult.outcome === "failed" && nextResult.again; tries += 1)
      nextResult = await printer.print(next.sheet, never);
    await server.mend();
    const all = server.machine.sheets();
    // What a broken job left in the printer comes first, on a piece of its own.
    wrong.push(
      ...findFaults(
        nextResult,
        all.slice(beforeNext).filter((sheet) => bears(sheet, next)),
        next,
      ).map((what) => `the next slip: ${what}`),
    );
    if (all.some((sheet) => isMixed(sheet, next))) wrong.push("the next applicant's slip bears another's data");
    return {
      seed,
      proof,
      fault: fault.kind,
      where,
      outcome: result.outcome,
      whole: added.length === 1 && same(added[0], mine.paper),
      next: nextResult.outcome,
      wrong,
      milliseconds,
    };
  } finally {
    await server.close();
  }
}

/**
 * Plays seeds, several at a time. `lossy` makes the printer lose received bytes, which TCP rules out and no answer of
 * a printer can show.
 */
export async function* proveThermal(from: number, count: number, lossy: boolean): AsyncGenerator<ThermalRun> {
  const roll = makeRng(20_261_121);
  const slips = ["甲", "乙", "丙"].flatMap((family) =>
    Array.from({ length: SLIPS }, (_, index) => proofSlip(roll, `${family}${index}号`)),
  );
  let next = from;
  const lanes = new Map<number, Promise<{ lane: number; run: ThermalRun }>>();
  const start = (lane: number) => {
    if (next >= from + count) return;
    const seed = next;
    next += 1;
    lanes.set(
      lane,
      play(seed, slips, lossy).then((run) => ({ lane, run })),
    );
  };
  for (let lane = 0; lane < 16; lane += 1) start(lane);
  while (lanes.size > 0) {
    const { lane, run } = await Promise.race(lanes.values());
    lanes.delete(lane);
    start(lane);
    yield run;
  }
}
