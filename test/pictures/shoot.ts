import type { Page } from "playwright-core";

/** Takes a picture of what the page shows now, under a name. */
export type Shoot = (name: string, page: Page) => Promise<void>;
