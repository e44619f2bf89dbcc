import type { FaultCalls } from "#shared/contract/faults.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";

/** Answers the call by which a page reports its own faults: each is a line of the log. */
export const healthCalls: HandlersOf<FaultCalls> = {
  "fault.report": (context, _anybody, { kind, name, message, frames }) => {
    const err = Object.assign(new Error(message), { name });
    err.stack = frames.map((frame) => `    at ${frame}`).join("\n");
    context.log.area("page").error({ err, kind }, "a fault in the page");
    return null;
  },
};
