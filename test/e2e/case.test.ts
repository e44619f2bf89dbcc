import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import type { Act } from "#shared/case/act.ts";
import type { Application } from "#shared/case/application.ts";
import type { OutsideLineInput } from "#shared/profile/outside-line.ts";
import type { CallInput, CallOutput } from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { lookAtBothSizes } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";

const FRIDAY = "2026-11-20T02:10:00.000Z";
/** The third working day after Friday, on which the joint approval of the made-up locality is due. */
const WEDNESDAY = "2026-11-25T02:00:00.000Z";
const SHORT: OutsideLineInput = {
  utility: "water",
  on: "2026-11-26",
  crossings: [],
  lineLengthMm: 30_000,
  green: null,
};

let station: TestStation;
let clock: HandClock;
let page: Page;
let faults: string[];

beforeEach(async () => {
  clock = new HandClock(FRIDAY);
  station = await stage.openStation("yunhai", { now: clock.now });
});

const ask = <Name extends CallName>(name: Name, input: CallInput<Calls[Name]>): Promise<CallOutput<Calls[Name]>> =>
  askDispatcher(station.dispatcher, { ...openSession(), role: "clerk", operatorId: "clerk-2" }, name, input);

/** Water by commitment, power without an outside line. */
async function accept(): Promise<Application> {
  const header = { applicant: "云海样品有限公司", site: "云海市样品路 8 号", contact: "王小明", phone: "13800001111" };
  const answer = await ask("application.submit", {
    key: randomUUID(),
    body: {
      profileId: "yunhai",
      utilities: ["water", "power"],
      channel: "counter",
      form: { header },
      outsideLines: [SHORT],
      noOutsideLine: ["power"],
      at: null,
    },
  });
  return acceptedOf(answer);
}

async function openCase(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url));
  await signInClerk(page);
  await page.keyboard.press("F8");
  await page.locator("[data-testid=today-line]").first().click();
  await page.locator("[data-testid=case-status]").waitFor();
}

const status = (): Promise<string> => page.locator("[data-testid=case-status]").innerText();
const offered = (): Promise<string[]> => page.locator("[data-testid=case-buttons] button").allInnerTexts();
const choose = (label: string) =>
  page.locator("[data-testid=case-buttons]").getByRole("button", { name: label }).click();

/** Opens an act's form, fills it by the given steps, and records it with the keyboard. */
async function record(label: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await choose(label);
  await page.locator("[data-testid=act-form]").waitFor();
  await fill();
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=case-said]", { hasText: label }).waitFor();
}
const pill = (field: string, name: string) => at(page, `act.${field}`).getByText(name, { exact: true }).click();

describe("a case after acceptance, in a real browser", () => {
  it("row 23, row 24: goes from acceptance through a supplement, a voided letter, joint approval and work to its close", async () => {
    const { id } = await accept();
    await openCase();
    expect(await status()).toContain("已受理");
    await record("一次告知补正", async () => page.keyboard.type("授权委托书原件\n房产证明复印件"));
    expect(await status()).toContain("待补正");
    await record("补正完成");
    await record("登记告知承诺书签署");
    expect(await status()).toContain("可施工");
    expect(await page.locator("[data-testid=case-facts]").innerText()).toContain("云海样品有限公司，2026-11-20 签署");

    await record("登记踏勘结果", async () => at(page, "survey.water.lineLengthMm").fill("400"));
    expect(await status()).toContain("已受理");
    expect(await page.locator("[data-testid=case-facts]").innerText()).toContain("已失效（2026-11-20");
    const change = page.locator("[aria-labelledby=case-changes] [data-testid=change]");
    expect(await change.locator("[data-testid=route-tag]").allInnerTexts()).toEqual(["✓ 告知承诺", "≡ 并联审批"]);
    expect(await change.locator("[data-testid=change-reasons]").innerText()).toContain("400");
    await page.locator("[data-testid=print-name]", { hasText: "承诺书失效说明" }).waitFor();
    expect(await offered()).not.toContain("登记告知承诺书签署");

    await record("企业提交外线审批申请");
    expect(await status()).toContain("审批中");
    expect(await page.locator("[data-testid=late-signers]").count()).toBe(0);
    clock.set(WEDNESDAY);
    await record("登记审批意见", async () => pill("agrees", "同意"));
    expect(await page.locator("[data-testid=late-signers]").innerText()).toContain("今日到期，尚未签批：市园林处");
    await record("登记审批意见", async () => {
      await pill("agrees", "同意");
      await at(page, "act.text").fill("同意，完工后恢复绿地");
    });
    expect(await page.locator("[data-testid=late-signers]").count()).toBe(0);
    await record("审批办结", async () => pill("granted", "准予"));
    expect(await status()).toContain("可施工");
    await record("开工");
    for (const utility of ["水", "电"]) {
      await record("接入完成", async () => {
        if (utility === "水") await pill("utility", utility);
      });
    }
    expect(await status()).toContain("已接入");
    await record("办结归档");
    expect(await status()).toContain("已办结");
    expect(await offered()).toEqual([]);
    await page.getByText("已经没有可办的事项。").waitFor();

    expect(
      listAudit(station.context.db, id)
        .map(({ verb }) => verb)
        .filter((verb) => !verb.startsWith("print.")),
    ).toEqual([
      "application.accepted",
      "supplement.requested",
      "supplement.received",
      "letter.signed",
      "survey.recorded",
      "approval.applied",
      "opinion.recorded",
      "opinion.recorded",
      "approval.concluded",
      "construction.started",
      "connection.made",
      "connection.made",
      "case.closed",
    ]);
    expect(findBrokenLink(station.context.db)).toBeNull();
    expect(
      listPrintJobs(station.context.db, id).map(({ kind, recordVersion, copy }) => `${recordVersion} ${kind} ${copy}`),
    ).toEqual(
      expect.arrayContaining([
        "1 commitment-letter 1",
        "2 supplement-notice 1",
        "5 letter-void-note 1",
        "5 approval-sheet 1",
      ]),
    );
    expect(await page.locator("[data-testid=timeline-notice]").allInnerTexts()).toEqual([
      expect.stringMatching(/一次性告知补正通知书 .*N-2026-000001-/),
      expect.stringMatching(/承诺书失效说明 .*N-2026-000002-/),
    ]);
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });

  it("says what is wrong with a form beside the field, keeps what was typed, and writes nothing", async () => {
    const { id } = await accept();
    await openCase();
    await choose("容缺受理");
    await page.keyboard.press("Control+Enter");
    await page.getByText("至少列出一项。").waitFor();
    await at(page, "act.items").fill("房产证明");
    await at(page, "act.dueOn").fill("20261119");
    await page.keyboard.press("Control+Enter");
    await page.getByText("日期已经过去，请改为今天或以后。").waitFor();
    expect(await at(page, "act.items").inputValue()).toBe("房产证明");
    expect((await ask("case.get", { applicationId: id })).acts).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.locator("[data-testid=act-form]").count()).toBe(0);
    expect(await page.locator("[data-testid=case-status]").count()).toBe(1);
  });

  it("refuses the second of two clerks in three parts, shows the case as it is now, and goes on from there", async () => {
    const { id } = await accept();
    await openCase();
    await choose("不予受理");
    await at(page, "act.reason").fill("不在受理范围");
    const act: Act = { kind: "survey.scheduled", on: "2026-11-24" };
    await ask("act.perform", { applicationId: id, shownVersion: 1, act });
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=problem-what]", { hasText: "这份申请刚被其他人办理过" }).waitFor();
    await page.locator("[data-testid=case-facts]", { hasText: "2026-11-24" }).waitFor();
    expect(await at(page, "act.reason").inputValue()).toBe("不在受理范围");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=case-said]", { hasText: "不予受理" }).waitFor();
    await page.locator("[data-testid=print-name]", { hasText: "不予受理通知书" }).waitFor();
    expect(await offered()).toEqual([]);
  });
});

describe("the case page at 1366×768 and 1920×1080", () => {
  it("gives axe nothing to find and nothing sticks out, in Chinese and in English", async () => {
    const { id } = await accept();
    const act = async (shownVersion: number, done: Act): Promise<void> =>
      void (await ask("act.perform", { applicationId: id, shownVersion, act: done }));
    await act(1, { kind: "letter.signed", utility: "water", promisor: "云海样品有限公司", signedOn: "2026-11-20" });
    await act(2, {
      kind: "survey.recorded",
      on: "2026-11-20",
      facts: [{ utility: "water", on: "2026-11-26", crossings: [], lineLengthMm: 400_000, green: "unknown" }],
      findings: "路由改道",
    });
    await act(3, { kind: "approval.applied", utility: "water" });
    await act(4, { kind: "opinion.recorded", signer: "works", agrees: true, text: "同意", signedOn: "2026-11-20" });
    await openCase();
    clock.set(WEDNESDAY);
    const findings: string[] = [];
    const boxes = "[data-testid=counter], [data-testid=main-column], [data-testid=side-column], .card";
    const look = async (screen: string): Promise<void> => {
      findings.push(...(await lookAtBothSizes(page, boxes)).map((one) => `${screen}: ${one}`));
    };
    for (const language of ["zh", "en"]) {
      await look(`${language} case`);
      const buttons = page.locator("[data-testid=case-buttons] button");
      for (let i = 0; i < (await buttons.count()); i += 1) {
        await buttons.nth(i).click();
        await page.locator("[data-testid=act-form]").waitFor();
        await look(`${language} ${await page.locator("[data-testid=act-title]").innerText()}`);
      }
      await page.keyboard.press("Escape");
      if (language === "zh") await page.getByRole("button", { name: "English" }).click();
    }
    expect(findings).toEqual([]);
  });
});
