import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { unreachable } from "#renderer/host/host-problem.ts";
import { FaultBoundary } from "./FaultBoundary.tsx";
import { Opening } from "./Opening.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

const SETTLED_AFTER_MS = 300;

type Load<P> = () => Promise<ComponentType<P>>;

const parts = new Set<() => Promise<unknown>>();

/** Loads every part that was not loaded yet, so that none needs the host's files later. A failed one is tried again when shown. */
export async function loadParts(): Promise<void> {
  const asked = new Set<() => Promise<unknown>>();
  // A part may hold parts of its own.
  for (let rest = [...parts]; rest.length > 0; rest = [...parts].filter((load) => !asked.has(load))) {
    rest.forEach((load) => asked.add(load));
    // eslint-disable-next-line no-await-in-loop -- the parts inside are known only once the outer ones are there
    await Promise.allSettled(rest.map((load) => load()));
  }
}

const closeOf = (props: object): (() => void) | undefined =>
  "onClose" in props && typeof props.onClose === "function" ? (props.onClose as () => void) : undefined;

/** Loads the parts once the page has settled. Returns a function that stops it. */
export function loadPartsSoon(): () => void {
  const timer = setTimeout(() => void loadParts(), SETTLED_AFTER_MS);
  return () => clearTimeout(timer);
}

/** Loads a component once and remembers it. */
class Loader<P extends object> {
  loaded: ComponentType<P> | null = null;
  readonly #load: Load<P>;

  constructor(load: Load<P>) {
    this.#load = load;
  }

  readonly get = async (): Promise<void> => {
    this.loaded ??= await this.#load();
  };
}

/** A part of a page in a file of its own, with its own fault boundary; `waiting` is shown until it is there. */
export function lazyPart<P extends object>(load: Load<P>, waiting: ReactNode = null): ComponentType<P> {
  const loader = new Loader(load);
  parts.add(loader.get);
  return shownBy(loader, waiting);
}

/** A page of one role. It is loaded when it is shown: a station shows one of them all day. */
export const lazyShell = <P extends object>(load: Load<P>): ComponentType<P> => shownBy(new Loader(load), <Opening />);

function shownBy<P extends object>(loader: Loader<P>, waiting: ReactNode): ComponentType<P> {
  return function Part(props: P) {
    const [, redraw] = useState(0);
    const [attempt, setAttempt] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loader.loaded !== null) return undefined;
      let gone = false;
      loader.get().then(
        () => !gone && redraw((n) => n + 1),
        () => !gone && setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, [attempt]);
    const again = (): void => {
      setFailed(false);
      setAttempt((n) => n + 1);
    };
    const Loaded = loader.loaded;
    if (Loaded === null)
      return failed ? <ProblemNote problem={unreachable()} onRetry={again} onClose={closeOf(props)} /> : waiting;
    return (
      <FaultBoundary onClose={closeOf(props)}>
        <Loaded {...props} />
      </FaultBoundary>
    );
  };
}
