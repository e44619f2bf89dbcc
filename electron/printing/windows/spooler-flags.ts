import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { PrinterState } from "#station/printing/printer.ts";

/** `JOB_INFO_1.Status` (winspool.h, `JOB_STATUS_*`). */
export const JOB_STATUS = {
  paused: 0x1,
  error: 0x2,
  deleting: 0x4,
  spooling: 0x8,
  printing: 0x10,
  offline: 0x20,
  paperOut: 0x40,
  printed: 0x80,
  deleted: 0x100,
  blocked: 0x200,
  intervention: 0x400,
  restart: 0x800,
  complete: 0x1000,
  retained: 0x2000,
} as const;

/** `PRINTER_INFO_2.Status` (winspool.h, `PRINTER_STATUS_*`), those that say anything about paper. */
export const PRINTER_STATUS = {
  paused: 0x1,
  error: 0x2,
  pendingDeletion: 0x4,
  paperJam: 0x8,
  paperOut: 0x10,
  manualFeed: 0x20,
  paperProblem: 0x40,
  offline: 0x80,
  outputBinFull: 0x800,
  notAvailable: 0x1000,
  noToner: 0x40000,
  intervention: 0x100000,
  outOfMemory: 0x200000,
  doorOpen: 0x400000,
  serverUnknown: 0x800000,
  serverOffline: 0x2000000,
} as const;

/** `PRINTER_INFO_2.Attributes` (winspool.h): "use printer offline", which Windows also sets by itself for a USB printer that is away. */
export const WORK_OFFLINE = 0x400;

type Named = readonly (readonly [number, PrinterTrouble])[];

/** What keeps a queue from printing, by its own word. */
const STOPPING: Named = [
  [PRINTER_STATUS.paperOut, "paper-out"],
  [PRINTER_STATUS.paperJam, "jam"],
  [PRINTER_STATUS.doorOpen, "cover-open"],
  [PRINTER_STATUS.offline, "offline"],
  [PRINTER_STATUS.notAvailable, "offline"],
  [PRINTER_STATUS.serverOffline, "offline"],
  [PRINTER_STATUS.paused, "stopped"],
  [PRINTER_STATUS.pendingDeletion, "stopped"],
];
/** Some drivers still report these long after they are mended. They are shown, and hold no document back. */
const REPORTED: Named = [
  [PRINTER_STATUS.error, "other"],
  [PRINTER_STATUS.manualFeed, "other"],
  [PRINTER_STATUS.paperProblem, "other"],
  [PRINTER_STATUS.outputBinFull, "other"],
  [PRINTER_STATUS.noToner, "other"],
  [PRINTER_STATUS.intervention, "other"],
  [PRINTER_STATUS.outOfMemory, "other"],
];
const OF_JOB: Named = [
  [JOB_STATUS.paperOut, "paper-out"],
  [JOB_STATUS.offline, "offline"],
  [JOB_STATUS.paused, "stopped"],
  [JOB_STATUS.intervention, "other"],
  [JOB_STATUS.blocked, "refused"],
  [JOB_STATUS.error, "other"],
];

const has = (status: number, flag: number): boolean => (status & flag) !== 0;
const named = (status: number, flags: Named): PrinterTrouble[] => [
  ...new Set(flags.flatMap(([flag, trouble]) => (has(status, flag) ? [trouble] : []))),
];

/** What a Windows printer says of itself. */
export function printerStateOf({ status, attributes }: { status: number; attributes: number }): PrinterState {
  const stopping = [
    ...new Set([...named(status, STOPPING), ...(has(attributes, WORK_OFFLINE) ? ["offline" as const] : [])]),
  ];
  const reported = named(status, REPORTED);
  if (stopping.length > 0)
    return { state: "stopped", troubles: [...stopping, ...reported.filter((trouble) => trouble !== "other")] };
  if (has(status, PRINTER_STATUS.serverUnknown)) return { state: "unknown", troubles: reported };
  return { state: reported.length > 0 ? "attention" : "ready", troubles: reported };
}

/** What a job's status names, the plainest first. */
export const jobTroublesOf = (status: number): PrinterTrouble[] => named(status, OF_JOB);

/**
 * Whether the spooler has begun to give a job to its device: from here on paper may come. A job that is only kept for
 * its answer has not begun.
 */
export const hasBegun = (status: number): boolean =>
  (status &
    (JOB_STATUS.printing |
      JOB_STATUS.printed |
      JOB_STATUS.complete |
      JOB_STATUS.restart |
      JOB_STATUS.error |
      JOB_STATUS.paperOut |
      JOB_STATUS.blocked |
      JOB_STATUS.intervention)) !==
  0;

/** Where a job stands: `handed-over` where the device has all of it, `leaving` where it is being deleted. */
export function spoolerStatus(status: number): "under-way" | "handed-over" | "leaving" {
  if (!has(status, JOB_STATUS.printing | JOB_STATUS.spooling) && has(status, JOB_STATUS.printed | JOB_STATUS.complete))
    return "handed-over";
  return has(status, JOB_STATUS.deleting | JOB_STATUS.deleted) ? "leaving" : "under-way";
}
