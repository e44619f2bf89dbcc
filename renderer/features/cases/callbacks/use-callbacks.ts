import { useCallback, useEffect, useState } from "react";
import type { CallInput } from "#shared/contract/call.ts";
import type { CallbackView } from "#shared/contract/callbacks.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { followEvents } from "#renderer/host/events.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { usePick } from "#renderer/lib/text.ts";

/** Which callbacks a list is about: those of one application, my own open ones, or the hall's. */
export type CallbackScope = { applicationId: string } | { mine: boolean };

/** A list of callbacks on screen, with what can be done to them. */
export type CallbackActions = {
  view: CallbackView | null;
  problem: Problem | null;
  busy: boolean;
  read: () => void;
  /** True when the host has stored it. */
  date: (input: CallInput<Calls["callback.date"]>) => Promise<boolean>;
  record: (input: CallInput<Calls["callback.record"]>) => Promise<boolean>;
};

/** Keeps a list of callbacks fresh, on events and every minute, because a day may end without an event. */
export function useCallbacks(scope: CallbackScope): CallbackActions {
  const [view, setView] = useState<CallbackView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = "applicationId" in scope ? scope.applicationId : null;
  const mine = "mine" in scope && scope.mine;
  const fetchView = useCallback(
    () => ask("callback.list", key === null ? { mine } : { applicationId: key }),
    [key, mine],
  );
  const read = useCallback(
    () => void fetchView().then(setView, (thrown) => setProblem(problemOf(thrown))),
    [fetchView],
  );

  useEffect(() => {
    read();
    const timer = setInterval(read, MINUTE_MS);
    const stop = followEvents((event) => {
      if (event.kind === "application.changed") read();
    }, read);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [read]);

  const doing = async (run: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await run();
      setView(await fetchView());
      return true;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      // Somebody else may have recorded it: the current list is shown beside the problem.
      await fetchView().then(setView, () => undefined);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    view,
    problem,
    busy,
    read,
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
