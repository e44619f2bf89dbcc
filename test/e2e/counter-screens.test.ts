import { beforeEach, describe, expect, it } from "vitest";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

let station: TestStation;

beforeEach(async () => {
  station = await stage.openStation("yunhai");
});

describe("the counter in English", () => {
  it("leaves no Chinese outside names, numbers of papers and quoted words", async () => {
    const { page } = await stage.visit(station.host.url);
    await signInClerk(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("F2");
    for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
    await page.locator("[data-testid=route-card] [data-testid=reasons]").first().waitFor();
    const left = await page
      .locator("[data-testid=main-column], [data-testid=intake-bar], [data-testid=shell-own]")
      .evaluateAll((boxes: HTMLElement[]) =>
        boxes.flatMap((box) => box.innerText.split("\n")).filter((line) => /\p{Script=Han}/u.test(line)),
      );
    expect(left).toEqual([]);
  });
});

describe("the form at the counter", () => {
  it("goes by Alt+M from one empty required field to the next, past the answered ones, and round again", async () => {
    const { page } = await stage.visit(station.host.url);
    await signInClerk(page);
    const deadlines = page.locator("[data-testid=side-card]", { hasText: "办理时限" });
    expect(await deadlines.innerText()).toContain("尚未勾选申请业务");
    const places: (string | null)[] = [];
    const next = async (): Promise<void> => {
      await page.keyboard.press("Alt+m");
      places.push(await page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? null));
    };
    await at(page, "form.header.contact").fill("王小明");
    for (let times = 0; times < 4; times += 1) await next();
    expect(places).toEqual(["form.header.phone", "form.header.applicant", "form.header.site", "form.header.phone"]);
  });

  it("draws a rare character of a name by a shipped font where the machine has none", async () => {
    const { page, faults } = await stage.visit(station.host.url);
    await signInClerk(page);
    const names = "𠮷㛃䶮𬬻𠀀";
    await at(page, "form.header.contact").fill(names);
    const drawn = await page.evaluate(async (text) => {
      const families = ["Hall Sans", "Hall Rare A", "Hall Rare B"].map((family) => `"${family}"`).join(", ");
      await document.fonts.load(`40px ${families}`, text);
      const ink = (sign: string): string => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [48, 48];
        const pen = canvas.getContext("2d");
        if (pen === null) throw new Error("no canvas");
        // Without the machine's own fonts, which differ from one to the next.
        pen.font = `40px ${families}`;
        pen.fillText(sign, 4, 40);
        return canvas.toDataURL();
      };
      // No font has a glyph for a code point that is no character; each missing sign looks like it.
      const missing = ink("\u{3fffd}");
      return [...text].filter((sign) => ink(sign) !== missing);
    }, names);
    expect(drawn.join("")).toBe(names);
    const stack = await at(page, "form.header.contact").evaluate((box) => getComputedStyle(box).fontFamily);
    expect(stack).toMatch(/"Hall Sans", "Hall Rare A", "Hall Rare B"/);
    expect(faults).toEqual([]);
  });
});
