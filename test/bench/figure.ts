/**
 * One measured figure, with the limit of the library or the disk measured in the same run. `ratio` is the figure's
 * share of that limit; 1 is as fast as possible.
 */
export type Figure = {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  limit: { name: string; value: number } | null;
  ratio: number | null;
};

/** How much a bench does: `small` shows in seconds that it runs, and its figures mean nothing. */
export type Scale = "full" | "small";

/** A bench makes its figures one by one, so that a long run shows what it has. */
export type Bench = (scale: Scale) => AsyncGenerator<Figure>;

/** Rounds to three significant digits: more would be noise. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** A figure where less is better, e.g. seconds. */
export const timeFigure = (
  bench: string,
  figure: string,
  seconds: number,
  limit: { name: string; value: number },
): Figure => ({
  bench,
  figure,
  value: rounded(seconds),
  unit: "s",
  limit: { ...limit, value: rounded(limit.value) },
  ratio: rounded(limit.value / seconds),
});

/** A figure where more is better, e.g. records a second. */
export const rateFigure = (
  bench: string,
  figure: string,
  { rate, unit }: { rate: number; unit: string },
  limit: { name: string; value: number },
): Figure => ({
  bench,
  figure,
  value: rounded(rate),
  unit,
  limit: { ...limit, value: rounded(limit.value) },
  ratio: rounded(rate / limit.value),
});

/** A figure without a limit, e.g. memory. */
export const plainFigure = (bench: string, figure: string, value: number, unit: string): Figure => ({
  bench,
  figure,
  value: rounded(value),
  unit,
  limit: null,
  ratio: null,
});

/** Seconds that some work takes, by the machine's steady clock. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The measurement that a share of them (0 to 1) stays under. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle one of some measurements. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The middle and the tail (p99) of some work, each beside the same of its limits, and the tail beside its own middle. */
export function* spread(
  bench: string,
  figure: string,
  seconds: readonly number[],
  limits: readonly { name: string; seconds: readonly number[] }[],
): Generator<Figure> {
  for (const share of [0.5, 0.99]) {
    for (const limit of limits)
      yield timeFigure(bench, `${figure}, p${share * 100}`, percentile(seconds, share), {
        name: limit.name,
        value: percentile(limit.seconds, share),
      });
  }
  yield timeFigure(bench, `${figure}, p99`, percentile(seconds, 0.99), { name: "its own p50", value: median(seconds) });
}
