import { secondsOf } from "./figure.ts";

/** One of several works that are timed against each other; `prepare` runs before it, untimed. */
export type Work = { prepare?: (turn: number) => unknown; run: (turn: number) => unknown };

/** How often each work is done: first to warm up, then timed. */
export type Turns = { warmUp: number; timed: number };

/**
 * Times several works in turn and reverses the order each time, so that the machine's noise hits all alike. Answers
 * their seconds by name.
 */
export async function interleave<Name extends string>(
  turns: Turns,
  works: Record<Name, Work>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < turns.warmUp + turns.timed; turn += 1) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      const work = works[name];
      await work.prepare?.(turn);
      const took = await secondsOf(() => work.run(turn));
      if (turn >= turns.warmUp) seconds[name].push(took);
    }
  }
  return seconds;
}
