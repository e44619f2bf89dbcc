import type { QueryKey } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Problem } from "#shared/lib/problem.ts";
import { problemOf } from "./host-problem.ts";
import { refresh } from "./query.ts";

/** An act on the host as its form sees it. */
export type Acting = {
  busy: boolean;
  /** Why the last act failed. */
  problem: Problem | null;
  /** Runs one act at a time; true when the host has stored it. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
};

/** Runs acts; after a failure the reads under `key` come again, because somebody else may have acted. */
export function useAct(key: QueryKey | null = null): Acting {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      if (key !== null) await refresh(key);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run, clear: () => setProblem(null) };
}
