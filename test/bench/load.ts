import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** One request of the load, and what to do with a good answer. */
export type LoadCall = {
  method: "GET" | "PUT" | "POST";
  path: string;
  token: string;
  body: string | null;
  answered: (text: string) => void;
};

/** Makes calls over connections that are kept; settles with whether the answer was a good one. */
export type Caller = { call: (one: LoadCall) => Promise<boolean>; close: () => void };

/** Opens a caller for a service on this machine. */
export function openCaller(baseUrl: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const { hostname, port } = new URL(baseUrl);
  return {
    call: ({ method, path, token, body, answered }) =>
      new Promise((resolve) => {
        const headers = {
          authorization: `Bearer ${token}`,
          ...(body === null ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
        };
        const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("error", () => resolve(false));
          response.on("end", () => {
            const isGood = response.statusCode === 200 || response.statusCode === 201;
            if (isGood) answered(Buffer.concat(pieces).toString());
            resolve(isGood);
          });
        });
        sent.on("error", () => resolve(false));
        sent.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}

/**
 * The result of a stretch of load: good answers, others, how long it took, and the seconds of each piece of work from
 * the moment it was due.
 */
export type Load = { good: number; bad: number; seconds: number; latencies: number[] };

async function doWork({ call }: Caller, work: readonly LoadCall[], load: Load, due: number): Promise<void> {
  for (const one of work) {
    if (await call(one)) load.good += 1;
    else load.bad += 1;
  }
  load.latencies.push((performance.now() - due) / 1000);
}

/** As fast as so many clients go that each wait for their answer. */
export async function closedLoad(
  caller: Caller,
  clients: number,
  seconds: number,
  next: () => LoadCall[],
): Promise<Load> {
  const load: Load = { good: 0, bad: 0, seconds: 0, latencies: [] };
  const start = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - start < seconds * 1000) await doWork(caller, next(), load, performance.now());
  };
  await Promise.all(Array.from({ length: clients }, client));
  load.seconds = (performance.now() - start) / 1000;
  return load;
}

/**
 * Work that arrives at random at a rate, whether or not the work before is done. Its time counts from when it was
 * due, so that a service that stops is not flattered.
 */
export async function openLoad(
  caller: Caller,
  perSecond: number,
  seconds: number,
  next: () => LoadCall[],
): Promise<Load> {
  const load: Load = { good: 0, bad: 0, seconds: 0, latencies: [] };
  const start = performance.now();
  const under: Promise<void>[] = [];
  for (let due = start; due < start + seconds * 1000; due += (-Math.log(1 - Math.random()) / perSecond) * 1000) {
    if (due > performance.now()) await wait(due - performance.now());
    under.push(doWork(caller, next(), load, due));
  }
  await Promise.all(under);
  load.seconds = (performance.now() - start) / 1000;
  return load;
}
