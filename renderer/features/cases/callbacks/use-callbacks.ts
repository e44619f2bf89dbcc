import type { CallInput, CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, type Read, refresh, useCall } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";
import { usePick } from "#renderer/lib/text.ts";

/** Which callbacks a list is about: those of one application, my own open ones, or the hall's. */
export type CallbackScope = { applicationId: string } | { mine: boolean };

/** A list of callbacks on screen, with what can be done to them. */
export type CallbackActions = Pick<Acting, "busy" | "problem"> & {
  list: Read<CallOutput<Calls["callback.list"]>>;
  /** True when the host has stored it. */
  date: (input: CallInput<Calls["callback.date"]>) => Promise<boolean>;
  record: (input: CallInput<Calls["callback.record"]>) => Promise<boolean>;
};

const LISTS = callKey("callback.list");

/** A list of callbacks, read every minute too, because a day may end without an event. */
export function useCallbacks(scope: CallbackScope): CallbackActions {
  const list = useCall("callback.list", scope, { everyMs: MINUTE_MS });
  const { busy, problem, run } = useAct(LISTS);
  const doing = (act: () => Promise<unknown>): Promise<boolean> => run(async () => (await act(), refresh(LISTS)));
  return {
    list,
    busy,
    problem,
    date: (input) => doing(() => ask("callback.date", input)),
    record: (input) => doing(() => ask("callback.record", input)),
  };
}

/** The problem of one field of a call in the language of the screen; null if there is none. */
export function useFieldProblem(problem: Problem | null, path: string): string | null {
  const pick = usePick();
  const found = problem?.fields.find((field) => field.path === path || field.path.startsWith(`${path}[`));
  return found === undefined ? null : pick(found.message);
}
