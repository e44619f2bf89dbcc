import type { SetTimer } from "./timers.ts";

/** How long a call may take, and how long it is then given to hang up. */
export type Timeout = { deadlineMs: number; graceMs: number };

/** What a call came to; `late` if it did not end even after its abort. */
export type Ended<T> = { kind: "value"; value: T } | { kind: "threw"; error: unknown } | { kind: "late" };

/** Runs a call that is aborted at its deadline or when `closing` fires, and waits no longer than its grace after that. */
export function withTimeout<T>(
  setTimer: SetTimer,
  timeout: Timeout,
  closing: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<Ended<T>> {
  return new Promise((resolve) => {
    const hangUp = new AbortController();
    let cancelGrace = (): void => undefined;
    const giveUp = (): void => {
      if (hangUp.signal.aborted) return;
      hangUp.abort();
      cancelGrace = setTimer(timeout.graceMs, () => end({ kind: "late" }));
    };
    const cancelDeadline = setTimer(timeout.deadlineMs, giveUp);
    const end = (ended: Ended<T>): void => {
      cancelDeadline();
      cancelGrace();
      closing.removeEventListener("abort", giveUp);
      resolve(ended);
    };
    closing.addEventListener("abort", giveUp);
    if (closing.aborted) giveUp();
    // The call may throw before it gives a promise.
    Promise.resolve()
      .then(() => run(hangUp.signal))
      .then(
        (value) => end({ kind: "value", value }),
        (error: unknown) => end({ kind: "threw", error }),
      );
  });
}
