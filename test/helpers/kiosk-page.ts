import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** The kiosk's own screen. */
export const PORTRAIT = { width: 1080, height: 1920 } as const;

/** What the visitor of the tests says of themselves; the phone number appears nowhere else in the project. */
export const VISITOR = {
  applicant: "云海来访样品有限公司",
  site: "云海市来访路 77 号",
  contact: "来访人甲",
  phone: "13787654391",
  identityNumber: "11010519491231002X",
} as const;

/** Turns the page into a kiosk and waits until it is open to a visitor. */
export async function startKiosk(page: Page): Promise<void> {
  await page.locator("[data-testid=sign-in-kiosk] button").click();
  await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
}

/** Begins a visit and goes on to the first question with these tiles ticked, counted from 0. */
export async function chooseTiles(page: Page, tiles: readonly number[]): Promise<void> {
  await page.locator("[data-testid=kiosk-start]").click();
  for (const tile of tiles) await page.locator("[data-testid=kiosk-tile]").nth(tile).click();
  await goOn(page);
  await page.locator("#question-title").waitFor();
}

/** The field that is asked now, by its id; null on any other screen. */
export async function askedField(page: Page): Promise<string | null> {
  await page.locator("#question-title, [data-testid=kiosk-review]").first().waitFor();
  const path =
    (await page.locator("[data-testid=kiosk-review]").count()) > 0
      ? null
      : await page.locator("main [data-path]").first().getAttribute("data-path");
  return path?.split(".")[2] ?? null;
}

/** Presses the button that leads on. */
export const goOn = (page: Page): Promise<void> =>
  page.locator("[data-testid=kiosk-footer] [data-testid=kiosk-primary]").click();

/** Answers the question on screen where an answer is known or a choice is asked, and goes on; waits for the next screen. */
export async function answerOne(page: Page, field: string): Promise<void> {
  const known: Record<string, string> = VISITOR;
  const before = (await page.locator("[data-testid=kiosk-progress]").textContent()) ?? "";
  const entry = page.locator("main input[data-path], main textarea[data-path]").first();
  if (known[field] !== undefined) await entry.fill(known[field]);
  else if ((await page.locator("[data-testid=kiosk-group] .pill").count()) > 0)
    await page.locator(".pill").first().click();
  await goOn(page);
  await page.waitForFunction(
    (was) =>
      document.querySelector("[data-testid=kiosk-review]") !== null ||
      (document.querySelector("[data-testid=kiosk-progress]")?.textContent ?? was) !== was,
    before,
  );
}

/** Answers question after question until one of these is asked, or the review is reached; gives the questions that were answered. */
export async function answerUntil(page: Page, stop: string | null): Promise<string[]> {
  const answered: string[] = [];
  for (let field = await askedField(page); field !== null && field !== stop; field = await askedField(page)) {
    await answerOne(page, field);
    answered.push(field);
  }
  return answered;
}

/** What a standing person with unsure hands would trip over. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const touch = [
      ...document.querySelectorAll(
        [
          "[data-testid=kiosk] button",
          "[data-testid=kiosk] input:not([type=radio], [type=checkbox])",
          "[data-testid=kiosk] textarea",
          "[data-testid=kiosk] select",
          "[data-testid=kiosk] label.pill",
          "[data-testid=kiosk-tile]",
        ].join(", "),
      ),
    ];
    const small = touch.filter(
      (one) =>
        one.getBoundingClientRect().width > 0 &&
        Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 60,
    );
    const texts = [...document.querySelectorAll("[data-testid=kiosk] *")].filter((one) =>
      [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim() !== ""),
    );
    const fine = texts.filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 28);
    const wide = [...document.querySelectorAll("main")].filter((one) => one.scrollWidth > one.clientWidth);
    return [
      ...small.map((one) => `small: ${one.outerHTML.slice(0, 90)}`),
      ...fine.map((one) => `fine print: ${one.outerHTML.slice(0, 90)}`),
      ...wide.map((one) => `sideways: ${one.className}`),
    ];
  });

/** Which of these texts the files under a folder hold, as UTF-8 or as the UTF-16 that browsers also write, and where. */
export function findInFiles(folder: string, texts: readonly string[]): { text: string; file: string }[] {
  const wanted = texts.map((text) => ({ text, forms: [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")] }));
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const path = join(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    const bytes = readFileSync(path);
    return wanted.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ text }) => ({ text, file }));
  });
}
