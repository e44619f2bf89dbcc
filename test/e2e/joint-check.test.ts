import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { isOpenTo, type Answer } from "#shared/contract/call.ts";
import { calls } from "#shared/contract/calls.ts";
import { lookAtBothSizes } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { tokenIn } from "#test/helpers/enter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const SOON = { timeout: 20_000 };

let station: TestStation;
let clerk: Page;
let applicant: Page;
let faults: string[][];

async function open(profileId: string): Promise<void> {
  station = await stage.openStation(profileId);
  const counter = await stage.visit(station.host.url);
  const other = await stage.visit(station.host.applicantUrl);
  [clerk, applicant, faults] = [counter.page, other.page, [counter.faults, other.faults]];
  await signInClerk(clerk);
}

/** Fills a complete form for the first utility; invented people. */
async function fillForm(): Promise<void> {
  await clerk.keyboard.press("F2");
  await clerk.keyboard.press("1");
  const typed = { applicant: "示例铁矿机械有限公司", contact: "示例人", phone: "13800000041", site: "示例路 27 号" };
  for (const [field, text] of Object.entries(typed)) await at(clerk, `form.header.${field}`).fill(text);
  for (const field of await clerk.locator(".field input[aria-required=true]").all())
    if ((await field.inputValue()) === "") await field.fill("样品");
}

async function sign(): Promise<void> {
  const box = await applicant.locator("[data-testid=signature-pad]").boundingBox();
  if (box === null) throw new Error("there is nowhere to sign");
  await applicant.mouse.move(box.x + 40, box.y + 30);
  await applicant.mouse.down();
  for (let step = 1; step <= 12; step += 1)
    await applicant.mouse.move(box.x + 40 + 20 * step, box.y + 30 + 60 * (step % 2));
  await applicant.mouse.up();
}

const note = () => clerk.locator("[data-testid=joint-check]");
const focused = (): Promise<string | undefined> =>
  clerk.evaluate(() => document.activeElement?.getAttribute("data-path") ?? undefined);

describe("the joint check under the rules of huoqiu, on two screens", () => {
  beforeEach(() => open("huoqiu"));

  it("is confirmed by the applicant, who points at a field, has it corrected and signs; only then the form is accepted", async () => {
    await fillForm();
    await clerk.keyboard.press("Control+Enter");
    await clerk.getByText("受理前须与申请人共同核对申请表；还没有核对确认").waitFor();
    await clerk.keyboard.press("F7");
    await applicant.getByText("示例铁矿机械有限公司").waitFor();
    const phone = applicant.locator("[data-testid=answer]").filter({ hasText: "138****0041" });
    expect(await applicant.locator("[data-testid=applicant]").innerText()).not.toContain("13800000041");
    const hold = phone.getByRole("button", { name: "按住显示" });
    await hold.scrollIntoViewIfNeeded();
    await hold.hover();
    await applicant.mouse.down();
    await applicant.getByText("13800000041").waitFor();
    await applicant.mouse.up();
    await applicant.getByText("138****0041").waitFor();
    await applicant.locator("canvas[data-drawn=yes]").first().waitFor();

    await at(clerk, "form.header.applicant").focus();
    await phone.getByRole("button", { name: /这里不对/ }).click();
    await expect.poll(focused, SOON).toBe("form.header.phone");
    await expect.poll(() => note().innerText(), SOON).toContain("联系电话");
    expect(await clerk.locator(".field-pointed").count()).toBe(1);
    await at(clerk, "form.header.phone").fill("13800000042");
    await applicant.getByText("经办人正在修改内容").waitFor();
    expect(await applicant.locator("[data-testid=applicant-yes]").count()).toBe(0);

    await clerk.keyboard.press("F7");
    await applicant.getByText("138****0042").waitFor();
    await sign();
    await applicant.getByRole("button", { name: "内容无误，确认并签名" }).click();
    await applicant.getByText("您已确认，谢谢").waitFor();
    await expect.poll(() => note().innerText(), SOON).toContain("示例人");
    expect(await note().innerText()).toContain("已签名");

    await at(clerk, "form.header.site").fill("示例路 28 号");
    await expect.poll(() => note().innerText(), SOON).toContain("须重新核对");
    await clerk.keyboard.press("Control+Enter");
    await clerk.getByText("申请人核对之后内容有改动").waitFor();
    await clerk.locator("[data-testid=problem-actions] button").first().click();
    await at(clerk, "form.header.site").fill("示例路 27 号");
    await expect.poll(() => note().innerText(), SOON).toContain("已签名");
    await clerk.keyboard.press("Control+Enter");
    await clerk.locator("[data-testid=accepted-number]").waitFor();
    expect(await clerk.locator("[data-testid=accepted-facts]").innerText()).toContain("示例人于");
    await applicant.getByText("内容会显示在这里").waitFor();

    const row = station.context.db
      .prepare<[], { application_id: string | null; confirmed_at: string; signature_hash: string }>(
        "SELECT application_id, confirmed_at, signature_hash FROM joint_checks",
      )
      .get();
    expect(row?.application_id).not.toBeNull();
    expect(row?.signature_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(faults).toEqual([[], []]);
    expect(station.errors).toEqual([]);
  });

  it("gives the applicant's window three calls and refuses it every other", async () => {
    await fillForm();
    const own = await tokenIn(applicant);
    const ask = (name: string): Promise<Answer> =>
      applicant.evaluate(
        async ([call, token]) =>
          (
            await fetch(`/call/${call}`, {
              method: "POST",
              headers: { "x-station-token": token ?? "", "content-type": "application/json" },
              body: "{}",
            })
          ).json() as Promise<Answer>,
        [name, own] as const,
      );
    const allowed = Object.entries(calls).filter(([, call]) => isOpenTo(call, "applicant"));
    expect(allowed.map(([name]) => name).toSorted()).toEqual(["check.confirm", "check.get", "check.point"]);
    for (const name of Object.keys(calls))
      if (!allowed.some(([other]) => other === name))
        expect(await ask(name), name).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
    expect(own).not.toBe(await tokenIn(clerk));
    await applicant.reload();
    await applicant.getByText("内容会显示在这里").waitFor();
  });

  it("shares the clerk's sign-in with no copy of the page, and keeps it through a reload", async () => {
    const [copy] = await Promise.all([clerk.context().waitForEvent("page"), clerk.evaluate(() => void open("/"))]);
    await copy.getByRole("button", { name: /示例经办甲/ }).waitFor();
    expect(await tokenIn(copy)).not.toBe(await tokenIn(clerk));
    await copy.close();
    await clerk.reload();
    await clerk.locator("[data-testid=tiles]").waitFor();
    expect(clerk.url()).toBe(`${station.host.origin}/`);
  });

  it("clears the applicant's window when the clerk parks the form, opens another, or signs out", async () => {
    await fillForm();
    await clerk.keyboard.press("F7");
    await applicant.getByText("示例铁矿机械有限公司").waitFor();
    await clerk.keyboard.press("Alt+n");
    await applicant.getByText("内容会显示在这里").waitFor();
    await fillForm();
    await clerk.keyboard.press("F7");
    await applicant.getByText("示例铁矿机械有限公司").waitFor();
    await clerk.getByRole("button", { name: "退出登录" }).click();
    await applicant.getByText("内容会显示在这里").waitFor();
    expect(faults).toEqual([[], []]);
  });
});

describe("the joint check's screens at 1366×768 and 1920×1080", () => {
  it("give axe nothing to find and nothing sticks out, in Chinese and in English", async () => {
    await open("huoqiu");
    const findings: string[] = [];
    const look = async (screen: string): Promise<void> => {
      for (const page of [clerk, applicant])
        findings.push(...(await lookAtBothSizes(page, "html")).map((finding) => `${screen}: ${finding}`));
    };
    const both = async (): Promise<void> => {
      await look("nothing to check");
      await clerk.keyboard.press("F7");
      await applicant.locator("canvas[data-drawn=yes]").first().waitFor();
      await look("checking");
      await applicant.locator("[data-testid=answer-change]").nth(1).click();
      await clerk.locator("[data-testid=joint-check][data-state=pointed]").waitFor();
      await look("pointed");
      await sign();
      await look("signed");
      await applicant.locator("[data-testid=applicant-yes]").click();
      await applicant.locator("[data-testid=applicant-said][data-state=confirmed]").waitFor();
      await clerk.locator("[data-testid=joint-check][data-state=confirmed]").waitFor();
      await look("confirmed");
      await at(clerk, "form.header.site").fill("示例路 29 号");
      await clerk.locator("[data-testid=joint-check][data-state=lapsed]").waitFor();
      await applicant.locator("[data-testid=applicant-said][data-state=lapsed]").waitFor();
      await look("lapsed");
    };
    await fillForm();
    await both();
    await clerk.keyboard.press("Alt+n");
    for (const page of [clerk, applicant]) await page.getByRole("button", { name: "English" }).click();
    await fillForm();
    await both();
    expect(findings).toEqual([]);
    expect(faults).toEqual([[], []]);
  });
});
