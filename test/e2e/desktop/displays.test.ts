import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { signInClerk } from "#test/helpers/counter-page.ts";
import { display, openCounter, type ElectronApp } from "#test/helpers/electron/electron-app.ts";

const OPEN_APPLICANT = `hall.call("check.openWindow", {}).then((answer) => answer.ok)`;
const SIGN_IN = `hall.call("session.signIn", { operatorId: "clerk-1", pin: "2468" }).then((answer) => answer.ok)`;

/** The program on two displays, with the applicant's window on the second one. */
async function openBoth(): Promise<ElectronApp> {
  const app = await openCounter({ displays: [display(1, 0), display(2, 1366, 1280, 800)] });
  expect(await app.evaluate(SIGN_IN)).toBe(true);
  expect(await app.evaluate(OPEN_APPLICANT)).toBe(true);
  await app.wait("loaded", 2);
  return app;
}

/** The buttons of the head and the foot, and those of them that are not wholly in sight. */
const seenButtons = (page: Page) =>
  page.evaluate(() => {
    const { innerWidth, innerHeight } = globalThis;
    const isOutside = (button: Element): boolean => {
      const { left, right, top, bottom, width } = button.getBoundingClientRect();
      return width === 0 || left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
    };
    const buttons = [...document.querySelectorAll("header button, footer button, [data-testid=intake-bar] button")];
    return {
      outside: buttons.filter(isOutside).map((button) => button.textContent),
      count: buttons.length,
      size: [innerWidth, innerHeight],
      isWider: document.documentElement.scrollWidth > innerWidth,
    };
  });

describe("the windows of the desktop program on their displays", () => {
  it("leave the keyboard with the clerk when the applicant's comes up, also where it is asked for again", async () => {
    const app = await openBoth();
    const [counter, applicant] = await app.windows();
    expect([counter?.isFocused, applicant?.isFocused, applicant?.isFull]).toEqual([true, false, true]);
    await app.do("minimize", applicant?.id);
    await app.evaluate(OPEN_APPLICANT);
    const again = await app.windows();
    expect(again.map(({ isFocused, isVisible }) => [isFocused, isVisible])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("do not cover the counter when the applicant's display goes, and follow it when it moves", async () => {
    const app = await openBoth();
    await app.do("displays", [display(1, 0), display(2, 1366, 1024, 768)]);
    expect((await app.windows())[1]?.bounds).toEqual({ x: 1366, y: 0, width: 1024, height: 768 });
    await app.do("displays", [display(1, 0)]);
    await app.wait("window closed");
    expect((await app.windows()).map(({ id }) => id)).toEqual([1]);
  });

  it("end with the counter's, whichever page has crashed before", async () => {
    const app = await openBoth();
    await app.do("crash", 2);
    // Chromium may draw both pages in one process, and both then come back.
    const loads = (): number => app.noted("loaded").filter(({ url }) => String(url).endsWith("#w=applicant")).length;
    await expect.poll(loads).toBe(2);
    expect(await app.evaluate(`document.querySelector("#root") !== null`, 2)).toBe(true);
    await app.do("close", 1);
    expect(await app.ended).toBe(0);
    expect(app.noted("window closed")).toHaveLength(2);
  });

  it.each([
    ["1366×768 with a bar", 1366, 728],
    ["1366×768 at 125 %", 1093, 574],
    ["1024×600", 1024, 600],
  ])(
    "fit what the system leaves, with every button of the head and the foot in sight: %s",
    async (_what, width, height) => {
      const area = { x: 0, y: 0, width, height };
      const app = await openCounter({
        displays: [{ id: 1, bounds: { ...area, height: height + 40 }, workArea: area }],
      });
      expect((await app.windows())[0]).toMatchObject({ bounds: area, isMaximized: true });
      const page = await app.page();
      await signInClerk(page);
      await page.keyboard.press("F2");
      await page.keyboard.press("1");
      for (const language of ["zh", "en"]) {
        const seen = await seenButtons(page);
        expect(seen, language).toMatchObject({ outside: [], size: [width, height], isWider: false });
        expect(seen.count).toBeGreaterThan(8);
        await page.getByRole("button", { name: /English|中文/ }).click();
      }
    },
  );
});
