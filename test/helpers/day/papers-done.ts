import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * Waits until no document on the page is being printed. After an earlier act the documents would ask whether the
 * newer version is meant.
 */
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
