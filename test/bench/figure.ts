/** One measured figure, with the limit of the library or the disk measured in the same run; `ratio` is the figure's share of that limit (1: as fast as it can be). */
export type Figure = { bench: string; figure: string; value: number; unit: string; limit: { name: string; value: number } | null; ratio: number | null };

/** A bench makes its figures one by one, so that a long run shows what it has. */
export type Bench = () => AsyncGenerator<Figure>;

/** Rounds to three significant digits: more would be noise. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** A figure where less is better, e.g. seconds. */
export const timeFigure = (bench: string, figure: string, seconds: number, limit: { name: string; value: number }): Figure => ({ bench, figure, value: rounded(seconds), unit: "s", limit: { ...limit, value: rounded(limit.value) }, ratio: rounded(limit.value / seconds) });

/** A figure where more is better, e.g. records a second. */
export const rateFigure = (bench: string, figure: string, rate: number, unit: string, limit: { name: string; value: number }): Figure => ({ bench, figure, value: rounded(rate), unit, limit: { ...limit, value: rounded(limit.value) }, ratio: rounded(rate / limit.value) });

/** A figure that stands alone, e.g. memory. */
export const plainFigure = (bench: string, figure: string, value: number, unit: string): Figure => ({ bench, figure, value: rounded(value), unit, limit: null, ratio: null });

/** Seconds that some work takes, by the machine's steady clock. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The middle one of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
