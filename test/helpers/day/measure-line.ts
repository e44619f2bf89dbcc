import type { Page } from "playwright-core";
import { at } from "#test/helpers/counter-page.ts";

/** A crossing as it is filled in; what is left out stays 未测量. */
export type CrossingFacts = { length?: string; roadClass?: string; openedOn?: string; overhauledOn?: string };

/**
 * The typed facts of an outside line. `no-line` says that none is needed, `none` that there is none of that kind; an
 * omitted fact stays 未测量.
 */
export type LineFacts =
  | "no-line"
  | {
      length?: string;
      on?: string;
      crossings?: "none" | CrossingFacts[];
      green?: "none" | { length?: string; area?: string; trees?: string };
    };

const PRESENCE = { unknown: 0, none: 1, some: 2 } as const;

/** Chooses a pill of a group by keyboard. */
export async function choosePill(page: Page, path: string, n: number): Promise<void> {
  const pill = at(page, path).locator("input").nth(n);
  await pill.focus();
  await page.keyboard.press("Space");
}

async function fillDate(page: Page, path: string, value: string | undefined): Promise<void> {
  if (value === undefined) return;
  if (value !== "never") return at(page, path).fill(value.replaceAll("-", ""));
  const never = page.locator("[data-testid=fact]", { has: at(page, path) }).getByRole("button", { name: /从未/ });
  await never.focus();
  await page.keyboard.press("Enter");
}

async function fillCrossing(page: Page, path: string, facts: CrossingFacts): Promise<void> {
  if (facts.length !== undefined) await at(page, `${path}.lengthMm`).fill(facts.length);
  if (facts.roadClass !== undefined) await at(page, `${path}.roadClass`).selectOption(facts.roadClass);
  await fillDate(page, `${path}.openedOn`, facts.openedOn);
  await fillDate(page, `${path}.overhauledOn`, facts.overhauledOn);
}

/** Fills in an outside line under `path`, at intake (`line.water`) or as surveyed (`survey.water`). */
export async function measureLine(page: Page, path: string, facts: LineFacts): Promise<void> {
  if (facts === "no-line") {
    const none = at(page, path).locator("[data-testid=line-none] input");
    await none.focus();
    return page.keyboard.press("Space");
  }
  if (facts.length !== undefined) await at(page, `${path}.lineLengthMm`).fill(facts.length);
  await fillDate(page, `${path}.on`, facts.on);
  if (facts.crossings !== undefined)
    await choosePill(page, `${path}.crossings`, facts.crossings === "none" ? PRESENCE.none : PRESENCE.some);
  if (Array.isArray(facts.crossings)) {
    for (const [i, crossing] of facts.crossings.entries()) {
      if (i > 0) await page.getByRole("button", { name: "增加一处穿越" }).press("Enter");
      await fillCrossing(page, `${path}.crossings.${i}`, crossing);
    }
  }
  if (facts.green === undefined) return;
  await choosePill(page, `${path}.green`, facts.green === "none" ? PRESENCE.none : PRESENCE.some);
  if (facts.green === "none") return;
  const green = { lengthMm: facts.green.length, areaCm2: facts.green.area, trees: facts.green.trees };
  for (const [part, value] of Object.entries(green))
    if (value !== undefined) await at(page, `${path}.green.${part}`).fill(value);
}
