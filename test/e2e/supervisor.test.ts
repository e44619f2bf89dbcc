import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import type { Application } from "#shared/case/application.ts";
import type { Answer } from "#shared/contract/call.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { atBothSizes, axeFindings, SMALL } from "#test/helpers/browser.ts";
import { tokenIn } from "#test/helpers/enter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { readSheet } from "#test/helpers/read-sheet.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const FRIDAY = "2026-11-20T02:10:00.000Z";
const SATURDAY = "2026-11-21T02:00:00.000Z";
const FORMULA = "=cmd()|'/C calc'!A0 有限公司";

let station: TestStation;
let clock: HandClock;
let page: Page;
let faults: string[];

beforeEach(async () => {
  clock = new HandClock(FRIDAY);
  station = await stage.openStation("yunhai", { now: clock.now });
});

const header = (applicant: string) => ({
  applicant,
  site: "云海市样品路 8 号",
  contact: "王小明",
  phone: "13800001111",
});
async function accept(body: Partial<DraftBody>): Promise<Application> {
  const clerk = { ...openSession(), role: "clerk" as const, operatorId: "clerk-2" };
  const answer = await askDispatcher(station.dispatcher, clerk, "application.submit", {
    key: randomUUID(),
    body: {
      profileId: "yunhai",
      utilities: ["water"],
      channel: "counter",
      form: {},
      outsideLines: [],
      noOutsideLine: [],
      at: null,
      ...body,
    },
  });
  return acceptedOf(answer);
}

/** One that runs against a limit of the same day, one whose route waits for measuring. */
async function takeInTwo(): Promise<[Application, Application]> {
  const short = { utility: "water", on: "2026-11-25", crossings: [], lineLengthMm: 20_000, green: null };
  return [
    await accept({ form: { header: header("云海样品有限公司") }, outsideLines: [short] }),
    await accept({ form: { header: header(FORMULA) } }),
  ];
}

async function signIn(name: RegExp, viewport: { width: number; height: number } = SMALL): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url, viewport));
  await page.getByRole("button", { name }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
}
const openSupervisor = async (viewport: { width: number; height: number } = SMALL): Promise<void> => {
  await signIn(/示例主管/, viewport);
  await page.locator("[data-testid=day-summary-figure]").first().waitFor();
};
const rows = () => page.locator("[data-testid=data-table] tbody tr");
const figure = (name: string) => page.locator("[data-testid=day-summary-figure]", { hasText: name });

async function ask(name: string, input: unknown): Promise<Answer> {
  const answer = await fetch(`${station.host.origin}/call/${name}`, {
    method: "POST",
    headers: { "x-station-token": await tokenIn(page), "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Answer;
}

describe("the supervisor's day", () => {
  it("shows each application with its route, the person who answers, its window and its clocks in words", async () => {
    const [first, second] = await takeInTwo();
    await openSupervisor();
    await rows().nth(1).waitFor();
    const line = rows().filter({ hasText: first.acceptanceNumber });
    for (const text of [
      "10:10",
      "云海样品有限公司",
      "云海市样品路 8 号",
      "示例经办乙",
      "1 号窗口",
      "免审批",
      "今日到期",
      "2026-11-20 17:00",
    ])
      expect(await line.textContent()).toContain(text);
    expect(await rows().filter({ hasText: second.acceptanceNumber }).textContent()).toContain("并联审批");
    expect(await figure("今日到期").textContent()).toContain("1");
    expect(faults).toEqual([]);
  });

  it("finds what is overdue the day after, and filters by it and by words", async () => {
    const [first] = await takeInTwo();
    clock.set(SATURDAY);
    await openSupervisor();
    await page.locator("[data-testid=empty-list]").waitFor();
    await page.getByRole("button", { name: "前一天" }).click();
    await rows().nth(1).waitFor();
    expect(await page.locator("#day-on").inputValue()).toBe("2026-11-20");
    await figure("已超期").click();
    expect(await rows().count()).toBe(1);
    expect(await rows().first().textContent()).toContain(first.acceptanceNumber);
    expect(await page.locator("[data-testid=deadline-tag][data-state=overdue]").textContent()).toContain("已超期");
    await figure("全部").click();
    await page.locator("[data-testid=day-summary-search]").fill("calc");
    expect(await rows().count()).toBe(1);
  });

  it("shows an application that is taken in while the page is open", async () => {
    await openSupervisor();
    await page.locator("[data-testid=empty-list]").waitFor();
    await takeInTwo();
    await rows().nth(1).waitFor();
  });

  it("opens one application with its contact chain, its route's clauses, and the phone masked", async () => {
    const [first] = await takeInTwo();
    await openSupervisor();
    await page.getByRole("button", { name: `查看 ${first.acceptanceNumber}` }).click();
    await page.locator("[data-testid=detail] [data-testid=answers]").first().waitFor();
    expect(await page.locator("[data-testid=contacts] li").textContent()).toMatch(
      /第 1 手.*示例经办乙.*窗口.*2026-11-20 10:10.*负责人/,
    );
    expect(await page.locator("[data-testid=detail] [data-testid=reasons] li").first().textContent()).toContain(
      first.routes[0]?.reasons[0]?.clause,
    );
    const detail = (await page.locator("[data-testid=detail]").textContent()) ?? "";
    expect(detail).toContain("138****1111");
    expect(detail).not.toContain("13800001111");
  });
});

describe("the ledger's export", () => {
  const exported = async (name: string): Promise<{ fileName: string; bytes: Buffer }> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const file = await download;
    return { fileName: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  it("saves the day as XLSX: every application, and no cell a formula", async () => {
    const both = await takeInTwo();
    await openSupervisor();
    await rows().nth(1).waitFor();
    const { fileName, bytes } = await exported("导出 XLSX");
    expect(fileName).toBe("ledger-2026-11-20.xlsx");
    const { xml, rows: cells } = readSheet(bytes);
    expect(xml).not.toMatch(/<f[ >]/);
    const texts = cells.flat();
    for (const application of both) expect(texts.map((cell) => cell.value)).toContain(application.acceptanceNumber);
    expect(texts.find((cell) => cell.value === FORMULA)?.type).toBe("text");
    await page.locator("[data-testid=day-summary-exported]", { hasText: "共 2 件" }).waitFor();
  });

  it("saves the day as CSV, in which no field begins as a formula", async () => {
    const both = await takeInTwo();
    await openSupervisor();
    await rows().nth(1).waitFor();
    const { fileName, bytes } = await exported("导出 CSV");
    expect(fileName).toBe("ledger-2026-11-20.csv");
    const text = bytes.toString("utf8");
    for (const application of both) expect(text).toContain(application.acceptanceNumber);
    expect(text).toContain("cmd()");
    expect(text).not.toMatch(/(^|[,\n"])=/);
  });

  it("is refused by the host to a clerk, who may not see the day either", async () => {
    await takeInTwo();
    await signIn(/示例经办甲/);
    await page.locator("[data-testid=tiles]").waitFor();
    for (const [name, input] of [
      ["daySummary.get", { on: null }],
      ["ledger.export", { on: "2026-11-20", format: "csv" }],
      ["interpretation.record", { profileId: "yunhai", ambiguity: "YH-CROSS", interpretation: "each", note: "无权" }],
    ] as const) {
      const answer = await ask(name, input);
      expect(answer).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
      expect(answer).not.toHaveProperty("value");
    }
    expect(await page.locator("[data-testid=supervisor]").count()).toBe(0);
  });
});

describe("readings and outbox", () => {
  it("row 25: records a reading with its reason, and says from then on who did", async () => {
    await openSupervisor();
    await page.getByRole("button", { name: "条文解释" }).click();
    const card = page.locator("[data-testid=interpretation]", { hasText: "YH-CROSS" });
    await card.locator("[data-testid=interpretation-choice]").nth(1).click();
    await card.getByRole("button", { name: "记录所选读法" }).click();
    await card.getByText("请写明理由").waitFor();
    await card.locator("textarea").fill("依据：云海办函〔2026〕3 号");
    await card.getByRole("button", { name: "记录所选读法" }).click();
    await card.getByText("示例主管 于 2026-11-20 10:10 记录").waitFor();
    expect(await card.locator("[data-testid=interpretation-choice]").nth(1).textContent()).toContain("正在适用");
    expect(await ask("interpretation.list", { profileId: "yunhai" })).toMatchObject({
      ok: true,
      value: [{ id: "YH-CROSS", inForce: "each", recordedBy: "示例主管" }, {}, {}],
    });
  });

  it("shows each entry that waits for the centre, and opens its application", async () => {
    const [first] = await takeInTwo();
    await openSupervisor();
    await page.locator("[data-testid=supervisor-tabs] button").nth(3).click();
    await page.locator("[data-testid=outbox-entries] tbody tr").nth(1).waitFor();
    await page.getByRole("button", { name: "立即重试" }).click();
    expect(await page.locator("[data-testid=outbox-entries] tbody tr").count()).toBe(2);
    await page.getByRole("button", { name: "查看申请" }).first().click();
    await page.locator(".ant-drawer-title", { hasText: first.acceptanceNumber.slice(0, 12) }).waitFor();
  });
});

describe("the supervisor's screens at 1366×768 and 1920×1080", () => {
  it("give axe nothing to find and nothing sticks out, in Chinese and in English", async () => {
    await takeInTwo();
    await openSupervisor();
    const findings: string[] = [];
    const look = (screen: string): Promise<void> => atBothSizes(page, (size) => lookAt(`${screen} at ${size}`));
    const lookAt = async (screen: string): Promise<void> => {
      findings.push(...(await axeFindings(page)).map((one) => `${screen}: ${one}`));
      const over = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            "[data-testid=supervisor], [data-testid=page], [data-testid=day-summary-scroll], [data-testid=shell-header], .ant-drawer-body",
          ),
        ]
          .filter((box) => box.scrollWidth > box.clientWidth)
          .map((box) => box.className),
      );
      findings.push(...over.map((one) => `${screen}: ${one} sticks out`));
    };
    for (const language of ["zh", "en"]) {
      await page.locator("[data-testid=supervisor-tabs] button").first().click();
      await rows().nth(1).waitFor();
      await look(`${language} day`);
      await page.locator("[data-testid=day-summary-number]").first().click();
      await page.locator("[data-testid=detail] [data-testid=answers]").first().waitFor();
      await look(`${language} detail`);
      await page.keyboard.press("Escape");
      await page.locator(".ant-drawer-body").waitFor({ state: "detached" });
      await page.locator("[data-testid=supervisor-tabs] button").nth(2).click();
      await page.locator("[data-testid=interpretation]").first().waitFor();
      await look(`${language} readings`);
      await page.locator("[data-testid=supervisor-tabs] button").nth(3).click();
      await page.locator("[data-testid=outbox-entries]").waitFor();
      await look(`${language} outbox`);
      if (language === "zh") await page.getByRole("button", { name: "English" }).click();
    }
    expect(findings).toEqual([]);
  });
});
