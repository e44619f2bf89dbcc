import type { FastifyInstance } from "fastify";
import type { Centre } from "#central/centre.ts";
import { readState } from "#central/db/centre-state.ts";
import { countUnread } from "#central/db/unread-entries.ts";
import { createMetrics, type Gauge } from "#central/metrics.ts";
import { operations } from "#central/operations.ts";

const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"]);

async function storeGauges({ sql }: Centre): Promise<Gauge[]> {
  const up = (value: number): Gauge => ({ name: "centre_store_up", help: "1 while the store answers.", value });
  try {
    const [state, unread] = [await readState(sql), await countUnread(sql)];
    return [
      up(1),
      { name: "centre_stored_position", help: "Position of the newest entry.", value: state.storedThrough },
      { name: "centre_durable_position", help: "Entries up to here lie in a backup too.", value: state.durableThrough },
      {
        name: "centre_durable_timestamp_seconds",
        help: "When the last backup was confirmed; 0 before the first.",
        value: state.durableAt === null ? 0 : Date.parse(state.durableAt) / 1000,
      },
      {
        name: "centre_unread_entries",
        help: "Entries taken and not read into index and feed yet.",
        value: unread.waiting,
      },
      {
        name: "centre_unreadable_entries",
        help: "Entries that could not be read; they are kept.",
        value: unread.setAside,
      },
    ];
  } catch {
    return [up(0)];
  }
}

/** Serves counts for Prometheus, of this instance and of the store; no station, hall or applicant is named. */
export function serveMetrics(app: FastifyInstance, centre: Centre): void {
  const metrics = createMetrics();
  app.addHook("onResponse", async (request, reply) => {
    metrics.answered(
      METHODS.has(request.method) ? request.method : "OTHER",
      request.routeOptions.url ?? "unmatched",
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  app.route({
    method: operations.metrics.method,
    url: operations.metrics.path,
    handler: async (_request, reply) => {
      const memory: Gauge = {
        name: "process_resident_memory_bytes",
        help: "Resident memory of this instance.",
        value: process.memoryUsage.rss(),
      };
      return reply
        .type("text/plain; version=0.0.4; charset=utf-8")
        .send(metrics.write([...(await storeGauges(centre)), memory]));
    },
  });
}
