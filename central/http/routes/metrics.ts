import type { FastifyInstance } from "fastify";
import { Gauge, Histogram, Registry } from "prom-client";
import { readState } from "#central/db/centre-state.ts";
import { countUnread } from "#central/db/unread-entries.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";

/** Upper bounds in seconds: an entry is one commit, a batch some dozens of them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"]);

/** Counts the store at each request. While it does not answer, only `centre_store_up` is given, as 0. */
async function countStore({ sql, log }: Centre): Promise<Registry> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name, help, registers: [registry] }).set(value);
  const isUp = (value: number): void => gauge("centre_store_up", "1 while the store answers.", value);
  try {
    const [state, unread] = [await readState(sql), await countUnread(sql)];
    const durableAt = state.durableAt === null ? 0 : Date.parse(state.durableAt) / 1000;
    isUp(1);
    gauge("centre_stored_position", "Position of the newest entry.", state.storedThrough);
    gauge("centre_durable_position", "Entries up to here are in a backup too.", state.durableThrough);
    gauge("centre_durable_timestamp_seconds", "When the last backup was confirmed; 0 before the first.", durableAt);
    gauge("centre_unread_entries", "Entries stored and not yet read into index and feed.", unread.waiting);
    gauge("centre_unreadable_entries", "Entries that could not be read; they are kept.", unread.quarantined);
  } catch (error) {
    log.error({ err: error }, "counting the store for the metrics failed");
    isUp(0);
  }
  return registry;
}

/** Serves counts for Prometheus, of this instance and of the store. They name no station, hall or applicant. */
export function serveMetrics(app: FastifyInstance, centre: Centre): void {
  const instance = new Registry();
  const answers = new Histogram({
    name: "centre_request_seconds",
    help: "Answers by route and status.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers: [instance],
  });
  const memory: Gauge = new Gauge({
    name: "process_resident_memory_bytes",
    help: "Resident memory of this instance.",
    registers: [instance],
    collect: () => {
      memory.set(process.memoryUsage.rss());
    },
  });
  app.addHook("onResponse", async (request, reply) => {
    const method = METHODS.has(request.method) ? request.method : "OTHER";
    const route = request.routeOptions.url ?? "unmatched";
    answers.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.route({
    method: operations.metrics.method,
    url: operations.metrics.path,
    handler: async (_request, reply) => {
      const counts = [await instance.metrics(), await (await countStore(centre)).metrics()];
      return reply.type(instance.contentType).send(counts.join("").replaceAll(/\n+/g, "\n"));
    },
  });
}
