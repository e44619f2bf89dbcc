import { CentreProblem } from "#shared/contract/centre/push.ts";
import { operations } from "#central/http/operations.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { sendRaw } from "#test/helpers/raw-request.ts";
import { fuzzRequest, type OperationName } from "./requests.ts";
import type { FuzzWorld } from "./world.ts";

/**
 * The result of the requests. `wrong` is empty if no answer was 5xx, every refusal was a problem in two languages,
 * and nothing said more than it should.
 */
export type FuzzRun = {
  requests: number;
  statuses: Record<string, number>;
  /** Of each operation, how many were fulfilled and how many refused. */ operations: Record<
    OperationName,
    { done: number; refused: number }
  >;
  wrong: string[];
};

const MAX_CONCURRENT_CALLS = 8;
const LEAK = /node_modules|\bat .+\.ts:\d+|select .+ from|insert into|syntax error|ECONN/i;

function findFaults(status: number | null, whole: string): string | null {
  // What follows the first answer is the answer to what was left of the request.
  const [body = ""] = whole.split(/HTTP\/1\.1 \d{3} /);
  // Node itself answers what `Expect` asks, before there is a request.
  if (status === null || status < 400 || status === 417) return null;
  if (status >= 500) return `answered ${status}: ${body.slice(0, 200)}`;
  if (body === "") return null;
  const problem = CentreProblem.safeParse(jsonOf(body)).data;
  if (problem === undefined) return `${status} without a problem: ${body.slice(0, 200)}`;
  if (!/\p{Script=Han}/u.test(problem.what.zh) || !/[a-z]/.test(problem.what.en))
    return `${status} not in two languages`;
  return LEAK.test(body) ? `says too much: ${body.slice(0, 200)}` : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Sends the requests of so many seeds, several at a time. */
export async function playFuzz(world: FuzzWorld, seeds: number): Promise<FuzzRun> {
  const counts = Object.fromEntries(
    Object.keys(operations).map((name) => [name, { done: 0, refused: 0 }]),
  ) as FuzzRun["operations"];
  const run: FuzzRun = { requests: 0, statuses: {}, operations: counts, wrong: [] };
  let next = 1;
  const lane = async (): Promise<void> => {
    for (let seed = next++; seed <= seeds; seed = next++) {
      const { operation, bytes, hangUp } = fuzzRequest(world, makeRng(seed));
      const { status, body } = await sendRaw(world.url, bytes, { hangUp });
      run.requests += 1;
      run.statuses[String(status)] = (run.statuses[String(status)] ?? 0) + 1;
      if (status !== null) counts[operation][status < 400 ? "done" : "refused"] += 1;
      const fault = findFaults(status, body);
      if (fault !== null) run.wrong.push(`seed ${seed}, ${operation}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT_CALLS }, lane));
  run.wrong.push(...world.errors.splice(0).map((line) => `logged: ${line.slice(0, 300)}`));
  return run;
}
