import { describe, expect, it } from "vitest";
import { needsJointCheck } from "#shared/case/joint-check.ts";
import { atBothSizes } from "#test/helpers/browser.ts";
import { controlFaults } from "#test/helpers/control-faults.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

let station: TestStation;

describe.each(["xianning", "suizhou", "neixiang", "hunan", "huoqiu"])(
  "the counter under the rules of %s",
  (profileId) => {
    it("takes in an application for every utility, with a route and its clause for each", async () => {
      station = await stage.openStation(profileId);
      const { page, faults } = await stage.visit(station.host.url);
      await signInClerk(page);
      const tiles = await page.locator("[data-testid=tile]").count();
      expect(tiles).toBe(station.context.profiles.get(profileId).profile.utilities.length);
      await page.keyboard.press("F2");
      for (let key = 1; key <= tiles; key += 1) await page.keyboard.press(String(key));
      for (const field of await page.locator(".field input[aria-required=true]").all())
        await field.fill((await field.getAttribute("inputmode")) === "tel" ? "13800001111" : "样品");
      if (needsJointCheck(station.context.profiles.get(profileId).profile, "counter")) {
        const { page: applicant } = await stage.visit(station.host.applicantUrl);
        await page.keyboard.press("F7");
        await applicant.locator("[data-testid=applicant-yes]").click();
        await page.locator("[data-testid=joint-check][data-state=confirmed]").waitFor();
      }
      await page.keyboard.press("Control+Enter");
      await page.locator("[data-testid=accepted-number]").waitFor();
      expect(await page.locator("[data-testid=route-tag]").count()).toBe(tiles);
      expect(await page.locator("[data-testid=reason-quote] q").first().textContent()).not.toBe("");
      expect(faults).toEqual([]);
      expect(station.errors).toEqual([]);
    });

    it("draws every control whole and within its card, with its words, at both sizes and in both languages", async () => {
      station = await stage.openStation(profileId);
      const { page } = await stage.visit(station.host.url);
      await signInClerk(page);
      const tiles = await page.locator("[data-testid=tile]").count();
      await page.keyboard.press("F2");
      for (let key = 1; key <= tiles; key += 1) await page.keyboard.press(String(key));
      const faults = new Set<string>();
      const look = () =>
        atBothSizes(page, async (size) => {
          for (const fault of await controlFaults(page)) faults.add(`${size}: ${fault}`);
        });
      // The services come in the order connection, changes; a change shows the field of its previous application.
      const services = page.locator("[data-path=service] .pill");
      for (const service of (await services.all()).reverse()) {
        await service.click();
        await look();
      }
      for (const none of await page.locator("[data-testid=line-none] input:checked").all()) await none.click();
      for (const some of await page.locator("[data-testid=fact] .pill:last-child").all()) await some.click();
      await page.keyboard.press("Control+Enter");
      await look();
      await page.getByRole("button", { name: "English" }).click();
      await look();
      expect([...faults]).toEqual([]);
    });
  },
);
