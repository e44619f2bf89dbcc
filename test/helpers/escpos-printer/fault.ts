/**
 * What goes wrong at the printer or on its line. `at` counts the bytes received of the job from its `ESC @` on;
 * before the job, from the connection on.
 */
export type PrinterFaultPlan =
  | { kind: "none" }
  /** The roll ends after so many lines. `back`: someone puts in a new one after it has reported the lack that many times and once more. */
  | { kind: "paper-out"; line: number; back: number | null }
  | { kind: "near-end" }
  | { kind: "cover-open"; at: number }
  | { kind: "cutter-stuck"; at: number }
  /** Stops reading, for good or until it is mended. */
  | { kind: "stall"; at: number }
  | { kind: "reset"; at: number }
  /** Ends the connection in an orderly way, in mid-job. */
  | { kind: "hang-up"; at: number }
  /** Power goes: what it has not printed is gone, and the connection with it. */
  | { kind: "power-off"; at: number }
  /** Loses bytes that it has received, as after an overflow of its buffer. */
  | { kind: "drop"; at: number; bytes: number }
  /** Sends bytes that are no answer. */
  | { kind: "garbage"; at: number; bytes: readonly number[] }
  /** Sends status without end. */
  | { kind: "endless"; at: number }
  /** Its firmware hangs: it reads, answers `DLE EOT` as if all were well, prints nothing more, and sends these bytes. */
  | { kind: "stuck"; at: number; bytes: readonly number[] }
  /** Prints, and its answers are lost. */
  | { kind: "mute"; at: number }
  /** Answers, after so long that nobody waits any more. */
  | { kind: "late"; byMs: number }
  /** A box on the line gives the printer all of it a second time when the connection ends. */
  | { kind: "twice" }
  /** Does not end the connection when we do. */
  | { kind: "never-closes" }
  /** Refuses the connection, or ends it at once. */
  | { kind: "turns-away" };

/** A printer in order that sends its status unasked at each change is no fault; it only must not disturb. */
export const NO_FAULT: PrinterFaultPlan = { kind: "none" };
