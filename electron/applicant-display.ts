/** A display as Electron describes it, as far as it matters here. */
export type Display = { id: number; bounds: { x: number; y: number; width: number; height: number } };

/** Where the applicant's window opens: it fills a display that the counter's window is not on; null where there is only one, so that it opens as a plain window. */
export const applicantBounds = (displays: readonly Display[], counterDisplayId: number): Display["bounds"] | null =>
  displays.find((display) => display.id !== counterDisplayId)?.bounds ?? null;
