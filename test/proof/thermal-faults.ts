import type { Rng } from "#test/helpers/rng.ts";
import type { PrinterFaultPlan } from "#test/helpers/escpos-printer/fault.ts";
import type { ProofSlip } from "./thermal-slips.ts";

/** Bytes sent before a job on a new connection: four questions, what fills a broken picture, one question in turn. */
const BEFORE = 24;
/** Bytes of the questions behind a job. */
const BEHIND = 20;

const FAULTS = [
  "none",
  "paper-out",
  "near-end",
  "cover-open",
  "cutter-stuck",
  "stall",
  "reset",
  "hang-up",
  "power-off",
  "garbage",
  "endless",
  "stuck",
  "mute",
  "late",
  "twice",
  "never-closes",
  "turns-away",
] as const;

/**
 * One byte, chosen first by its class and then within it, so that rare kinds are hit as often as common ones; also
 * the questions before and after the job.
 */
function strikeAt(roll: Rng, slip: ProofSlip, head: number): { at: number; where: string } {
  const where = roll.pick([...new Set(slip.byteClasses), "before", "behind"].sort());
  if (where === "before") return { at: -1 - roll.below(BEFORE), where };
  if (where === "behind") return { at: head + slip.byteClasses.length + roll.below(BEHIND), where };
  const bytes = slip.byteClasses.flatMap((one, index) => (one === where ? [index] : []));
  return { at: head + roll.pick(bytes), where };
}

/** Bytes that are now and then good answers, of the wrong question or at the wrong time. */
const noise = (roll: Rng): number[] =>
  Array.from({ length: 1 + roll.below(6) }, () =>
    roll.chance(0.6) ? roll.pick([0x00, 0x03, 0x12, 0x16, 0x10, 0x37, 0x22, 0x0f]) : roll.below(256),
  );

/** A fault for a slip; `head` counts the bytes that are sent before it once the job has begun. */
export function someFault(
  roll: Rng,
  slip: ProofSlip,
  head: number,
  lossy: boolean,
): { fault: PrinterFaultPlan; where: string } {
  const { at, where } = strikeAt(roll, slip, head);
  if (lossy) return { fault: { kind: "drop", at, bytes: 1 + roll.below(roll.pick([4, 40, 400, 4_000])) }, where };
  const kind = roll.pick(FAULTS);
  switch (kind) {
    case "paper-out":
      return {
        fault: { kind, line: 1 + roll.below(slip.lines + 3), back: roll.chance(0.5) ? roll.below(4) : null },
        where: "a line",
      };
    case "garbage":
      return { fault: { kind, at, bytes: noise(roll) }, where };
    case "stuck":
      return { fault: { kind, at, bytes: roll.chance(0.5) ? [roll.pick([0x00, 0x03, 0x12])] : [] }, where };
    case "late":
      return { fault: { kind, byMs: 900 }, where: "all answers" };
    case "none":
    case "near-end":
    case "twice":
    case "never-closes":
    case "turns-away":
      return { fault: { kind }, where: "the line" };
    default:
      return { fault: { kind, at }, where };
  }
}
