import type { FastifyInstance } from "fastify";
import { readState } from "#central/db/centre-state.ts";
import { countUnread } from "#central/db/unread-entries.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";

/** Counts of one instance, written in Prometheus' text format; nothing of who asked or what was sent. */
export type Metrics = {
  /** Notes an answer by the pattern of its route. */
  answered: (method: string, route: string, status: number, seconds: number) => void;
  /** All counts with the gauges given, as text. */
  write: (gauges: readonly Gauge[]) => string;
};

/** A value that is read when asked for. */
type Gauge = { name: string; help: string; value: number };

/** Upper bounds in seconds: an entry is one commit, a batch some dozens of them. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

type Series = { labels: string; count: number; sum: number; buckets: number[] };

const seriesText = ({ labels, count, sum, buckets }: Series): string[] => [
  ...BOUNDS.map((bound, nth) => `centre_request_seconds_bucket{${labels},le="${bound}"} ${buckets[nth] ?? 0}`),
  `centre_request_seconds_bucket{${labels},le="+Inf"} ${count}`,
  `centre_request_seconds_sum{${labels}} ${sum}`,
  `centre_request_seconds_count{${labels}} ${count}`,
];

/** Makes the counts of one instance; routes are a fixed few, so they stay small. */
function createMetrics(): Metrics {
  const all = new Map<string, Series>();
  return {
    answered(method, route, status, seconds) {
      const labels = `method="${method}",route="${route}",status="${status}"`;
      const series = all.get(labels) ?? { labels, count: 0, sum: 0, buckets: BOUNDS.map(() => 0) };
      all.set(labels, series);
      series.count += 1;
      series.sum += seconds;
      // Buckets of this format are cumulative.
      BOUNDS.forEach((bound, nth) => {
        if (seconds <= bound) series.buckets[nth] = (series.buckets[nth] ?? 0) + 1;
      });
    },
    write: (gauges) =>
      [
        "# HELP centre_request_seconds Answers by route and status.",
        "# TYPE centre_request_seconds histogram",
        ...[...all.values()].flatMap(seriesText),
        ...gauges.flatMap(({ name, help, value }) => [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} gauge`,
          `${name} ${value}`,
        ]),
        "",
      ].join("\n"),
  };
}

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
        value: unread.quarantined,
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
