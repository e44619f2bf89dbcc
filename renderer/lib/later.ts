/** Runs the last of many requests after a pause; `now` runs at once, `idle` waits for a run, `stop` cancels. */
export type Later = { soon: () => void; now: () => Promise<void>; idle: () => Promise<void>; stop: () => void };

/** Waits `ms` after the last request, never runs twice at a time, and runs again for requests during a run. */
export function later(ms: number, run: () => Promise<void>): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let again = false;

  const start = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (running !== null) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await run();
      } while (again);
    })().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void start(), ms);
    },
    now: start,
    idle: async () => (await running) ?? undefined,
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
