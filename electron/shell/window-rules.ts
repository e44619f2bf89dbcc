/** A display as Electron describes it, as far as it matters here. */
export type Display = { id: number; bounds: { x: number; y: number; width: number; height: number } };

/**
 * The display that the applicant's window fills: one without the counter's window. Null where there is only one
 * display; the window then opens as a plain one.
 */
export const applicantBounds = (displays: readonly Display[], counterDisplayId: number): Display["bounds"] | null =>
  displays.find((display) => display.id !== counterDisplayId)?.bounds ?? null;
