import { z } from "zod";

/** What the helper is asked (resources/windows/spooler.ps1); `bytes` says how many bytes of the document follow the line. */
export type HelperRequest =
  | { do: "list" }
  | { do: "state"; printer: string }
  | { do: "raw"; printer: string; name: string; bytes: number }
  | { do: "pdf"; printer: string; name: string; bytes: number; fromPage: number; tray: string | null; sides: string }
  | { do: "job"; printer: string; name: string }
  | { do: "control"; printer: string; name: string; command: "pause" | "delete" | "release" };

const Flags = z.int().min(0).max(0xffffffff);

/** The first thing that the helper says, once it can be asked. */
export const Ready = z.looseObject({ ready: z.int() });
/** Said in the middle of a print: from `starting` on paper may come. */
export const Note = z.looseObject({ note: z.enum(["starting", "page"]) });
/** What Windows refused, by its own number (`GetLastError`), 0 where there is none. */
export const Fault = z.looseObject({ error: z.int(), what: z.string().max(4_000) });
/** A tray that the printer does not have, with those it has. */
export const Refusal = z.looseObject({ refused: z.literal("tray"), what: z.string().max(8_000) });
/** The printers of the system by name. */
export const ListAnswer = z.looseObject({ printers: z.array(z.string().max(1_000)).max(1_000) });
/** A printer: `PRINTER_INFO_2`. */
export const PrinterAnswer = z.looseObject({ status: Flags, attributes: Flags, port: z.string().max(1_000) });
/** A job was spooled; `kept` where it stays in the queue after printing, so that its end can be seen. */
export const SpooledAnswer = z.looseObject({ kept: z.boolean() });
/** A job, if it is there, and its printer: `JOB_INFO_1` and `PRINTER_INFO_2`. */
export const JobAnswer = z.looseObject({ there: z.boolean(), status: Flags, printer: Flags, attributes: Flags });
/** Whether the spooler took a command for a job. */
export const ControlAnswer = z.looseObject({ done: z.boolean() });

/** A line of the helper's language: no byte of it depends on a code page. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
