import { expect, it } from "vitest";
import { axeFindings, LARGE } from "#test/helpers/browser.ts";
import { stage } from "#test/helpers/page-fixture.ts";

it("a look at a page finds what changed since the last look, and everything at a size that is new", async () => {
  const { page } = await stage.visit("about:blank");
  await page.setContent(
    `<!doctype html><html lang="zh"><title>x</title><main><h1>标题</h1><section><p>说明文字</p></section>
     <section><p id="pale">说明文字</p><label><input type="checkbox" id="tick"><b id="told">说明文字</b></label></section></main>
     <style>#tick:checked + #told { color: #eee; }</style></html>`,
  );
  expect(await axeFindings(page)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);

  await page.evaluate(() => document.querySelector("section")?.append(new Image()));
  expect(await axeFindings(page)).toEqual(["image-alt: img"]);
  expect(await axeFindings(page)).toEqual([]);

  await page.evaluate(() => document.querySelector("#pale")?.setAttribute("style", "color: #eee"));
  expect(await axeFindings(page)).toEqual(["color-contrast: #pale"]);
  await page.locator("#tick").check();
  expect(await axeFindings(page)).toContain("color-contrast: #told");

  // What stands in no part of the page has the whole page looked at.
  await page.evaluate(() => document.body.append(document.createElement("button")));
  const all = ["button-name: button", "color-contrast: #pale", "color-contrast: #told", "image-alt: img"];
  expect(await axeFindings(page)).toEqual(expect.arrayContaining(all));

  await page.setViewportSize(LARGE);
  expect(await axeFindings(page)).toEqual(expect.arrayContaining(all));
  expect(await axeFindings(page)).toEqual([]);
});
