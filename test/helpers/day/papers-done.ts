import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Waits until no sheet on the page is on its way: what is done to a case before would have its sheets ask whether the newer version is meant. */
export const papersDone = (page: Page): Promise<void> =>
  expect
    .poll(
      () =>
        page
          .locator("[data-testid=print-state][data-state=queued], [data-testid=print-state][data-state=sending]")
          .count(),
      { timeout: 90_000 },
    )
    .toBe(0);
