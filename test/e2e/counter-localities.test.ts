import { describe, expect, it } from "vitest";
import { needsJointCheck } from "#shared/case/joint-check.ts";
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
  },
);
