/** Runs something once after so many milliseconds; the function it returns cancels that. */
export type SetTimer = (ms: number, run: () => void) => () => void;

/** A timer of the machine; the process does not end before it rings. */
export const setTimer: SetTimer = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A timer of the machine that keeps no process from ending. */
export const setQuietTimer: SetTimer = (ms, run) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
