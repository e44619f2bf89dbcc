import type { PageFault } from "#shared/contract/faults.ts";
import { HostProblem } from "./host-problem.ts";
import { ask } from "./host.ts";

/** A page in a loop of faults must not fill the log. */
const MAX_REPORTS = 20;
const MAX_FRAMES = 8;

let reported = 0;

/** One line of a stack as `function file:line:column`; null for another file than the page's own. */
function frameOf(line: string): string | null {
  const place = /([\w.-]{1,80}):(\d{1,7}):(\d{1,7})\)?\s*$/.exec(line);
  if (place === null) return null;
  const name = /^\s*at ([\w.$<>]{1,80}) \(/.exec(line)?.[1] ?? "";
  return `${name} ${place[1] ?? ""}:${place[2] ?? ""}:${place[3] ?? ""}`;
}

/** Tells the host's log of a fault in the page. Problems that the host gave are in its log already. */
export function reportFault(kind: PageFault["kind"], thrown: unknown): void {
  if (thrown instanceof HostProblem || reported >= MAX_REPORTS) return;
  reported += 1;
  const error = thrown instanceof Error ? thrown : new Error("not an error");
  const frames = (error.stack ?? "")
    .split("\n")
    .flatMap((line) => frameOf(line) ?? [])
    .slice(0, MAX_FRAMES);
  // Without an answer there is nobody to tell; the page goes on either way.
  void ask("fault.report", {
    kind,
    name: error.name.slice(0, 60),
    message: error.message.slice(0, 500),
    frames,
  }).catch(() => undefined);
}

/** Reports what no part of the page catches. */
export function reportUncaught(): void {
  addEventListener("error", (event) => reportFault("script", event.error));
  addEventListener("unhandledrejection", (event) => reportFault("promise", event.reason));
}
