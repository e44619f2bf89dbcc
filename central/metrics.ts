/** Counts of one instance, written in Prometheus' text format; nothing of who asked or what was sent. */
export type Metrics = {
  /** Notes an answer by the pattern of its route. */
  answered: (method: string, route: string, status: number, seconds: number) => void;
  /** All counts with the gauges given, as text. */
  write: (gauges: readonly Gauge[]) => string;
};

/** A value that is read when asked for. */
export type Gauge = { name: string; help: string; value: number };

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
export function createMetrics(): Metrics {
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
