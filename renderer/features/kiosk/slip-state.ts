import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { TextKey } from "#renderer/lib/text.ts";

/** What is known of a visitor's slip; `missing` where none was asked for, `unknown` where the host does not answer. */
export type SlipState =
  | "printing"
  | "printed"
  | "sent"
  | "folder"
  | "waiting"
  | "held"
  | "unsure"
  | "missing"
  | "unknown";

/** Reads the state of the slip from the print jobs of an application, the newest slip first. */
export function slipStateOf(jobs: readonly PrintJobLine[]): SlipState {
  const job = jobs.findLast(({ kind }) => kind === "slip");
  switch (job?.outcome) {
    case undefined:
      return "missing";
    case "queued":
      if (job?.pause != null) return "held";
      return job?.trouble == null ? "printing" : "waiting";
    case "sending":
      return "printing";
    case "sent":
      return job?.inFolder === true ? "folder" : "sent";
    case "device-confirmed":
    case "person-confirmed":
      return "printed";
    case "failed":
      return "held";
    case "unconfirmed":
      return "unsure";
  }
}

/** What the page says of each; all but the first two name the acceptance number, by which staff find the slip. */
export const SLIP_WORDS: Record<SlipState, TextKey> = {
  printing: "kiosk.slipPrinting",
  printed: "kiosk.slipPrinted",
  sent: "kiosk.slipSent",
  folder: "kiosk.slipFolder",
  waiting: "kiosk.slipWaiting",
  held: "kiosk.slipHeld",
  unsure: "kiosk.slipUnsure",
  missing: "kiosk.slipNone",
  unknown: "kiosk.slipUnknown",
};
