import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { PrinterState } from "#station/printing/printer.ts";
import type { IppAttributes } from "./message.ts";

/** The keywords of `printer-state-reasons` and `job-state-reasons` (RFC 8011, PWG 5100.22) by how they begin. */
const BY_KEYWORD: readonly (readonly [string, PrinterTrouble])[] = [
  ["media-empty", "paper-out"],
  ["media-needed", "paper-out"],
  ["media-low", "paper-near-end"],
  ["media-jam", "jam"],
  ["cover-open", "cover-open"],
  ["door-open", "cover-open"],
  ["interlock-open", "cover-open"],
  ["fuser-over-temp", "overheated"],
  ["offline", "offline"],
  ["connecting-to-device", "offline"],
  ["timed-out", "no-answer"],
  ["shutdown", "offline"],
  ["cups-waiting-for-job-completed", "busy"],
  ["paused", "stopped"],
  ["moving-to-paused", "stopped"],
  ["stopped", "stopped"],
  ["stopping", "stopped"],
  ["printer-stopped", "stopped"],
  ["job-canceled", "cancelled"],
  ["document-format-error", "refused"],
  ["unsupported-document-format", "refused"],
  ["document-unprintable", "refused"],
];

/** Reasons that ask for nothing now: how the job went, and stocks that are only running low. */
const PASSING =
  /^(none$|job-|queued-|processing-|resources-|(toner|marker-supply|ink|marker-waste)[a-z-]*-(low|almost-full))/;

const texts = (attributes: IppAttributes, name: string): string[] =>
  (attributes.get(name) ?? []).filter((value) => typeof value === "string");

function troubleOf(reason: string): PrinterTrouble | null {
  const known = BY_KEYWORD.find(([keyword]) => reason.startsWith(keyword));
  if (known !== undefined) return known[1];
  return PASSING.test(reason) || reason.endsWith("-report") ? null : "other";
}

/** What reasons mean, each trouble once, in the order in which they were given. */
export function troublesOf(
  attributes: IppAttributes,
  name: "printer-state-reasons" | "job-state-reasons" | "job-printer-state-reasons",
): PrinterTrouble[] {
  return [
    ...new Set(
      texts(attributes, name)
        .map(troubleOf)
        .filter((trouble) => trouble !== null),
    ),
  ];
}

/** A printer's state: 3 idle, 4 processing, 5 stopped (RFC 8011, section 5.4.11). */
export function stateOf(attributes: IppAttributes): PrinterState {
  const said = troublesOf(attributes, "printer-state-reasons");
  const accepting = attributes.get("printer-is-accepting-jobs")?.[0] !== 0;
  const troubles = accepting || said.length > 0 ? said : ["stopped" as const];
  const code = attributes.get("printer-state")?.[0];
  if (code === 5 || !accepting) return { state: "stopped", troubles: troubles.length > 0 ? troubles : ["stopped"] };
  if (code !== 3 && code !== 4) return { state: "unknown", troubles };
  return { state: troubles.length > 0 ? "attention" : "ready", troubles };
}
