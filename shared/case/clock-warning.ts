/** The path of the warning that a record was taken in while the machine's clock was doubted (时钟待核). */
export const CLOCK_WARNING = "acceptedAt";

/** Whether a record was taken in under a doubted clock. */
export const isClockDoubted = (warnings: readonly { path: string }[]): boolean =>
  warnings.some(({ path }) => path === CLOCK_WARNING);
