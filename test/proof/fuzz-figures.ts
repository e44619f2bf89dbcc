import { playFuzz } from "./fuzz/play.ts";
import { openFuzzWorld } from "./fuzz/world.ts";

/** Sends so many malformed requests to a centre, over every operation of its contract, and says what they showed. */
export async function* fuzzFigures(seeds: number): AsyncGenerator<Record<string, unknown>> {
  const world = await openFuzzWorld();
  try {
    const { requests, statuses, operations, wrong } = await playFuzz(world, seeds);
    for (const one of wrong) process.stderr.write(`${one}\n`);
    const each = Object.values(operations).map(({ done, refused }) => done + refused);
    yield {
      proof: "fuzz",
      requests,
      operations: each.length,
      fewestOfOne: Math.min(...each),
      statuses,
      answers5xx: wrong.filter((one) => one.includes("answered 5")).length,
      otherwiseWrong: wrong.filter((one) => !one.includes("answered 5")).length,
    };
  } finally {
    await world.close();
  }
}
