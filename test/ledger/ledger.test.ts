import { expect, test } from "vitest";
import { ledgerFile } from "#station/supervision/ledger.ts";
import type { DeadlineLine } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { onBehalfFigures } from "#shared/case/on-behalf-figures.ts";
import { readSheet } from "#test/helpers/read-sheet.ts";

const clock = (overrides: Partial<DeadlineLine>): DeadlineLine => ({
  deadline: "joint-approval",
  label: bilingual("并联审批", "Joint approval"),
  basis: "limit",
  state: "running",
  startedAt: "2026-09-18T08:50:00.000Z",
  dueAt: "2026-09-23T09:30:00.000Z",
  dueOn: "2026-09-23",
  note: null,
  clause: "三",
  ...overrides,
});

const day: DaySummaryView = {
  audit: { upTo: 0, checkedAt: null, brokenAt: null },
  on: "2026-09-18",
  lines: [
    {
      id: "1",
      acceptanceNumber: "A1-2026-000001-K",
      profileId: "madeup",
      status: "supplementing",
      applicant: '=HYPERLINK("http://x")',
      utilities: ["water", "power"],
      route: "joint-approval",
      acceptedAt: "2026-09-18T16:50:00.000Z",
      channel: "on-behalf",
      dutyHolder: "李青",
      nextDeadline: null,
      synced: false,
      deadlines: [
        clock({}),
        clock({ label: bilingual("接入", "Connection"), state: "not-started", dueAt: null, dueOn: null }),
        clock({ label: bilingual("承诺", "Promise"), state: "calendar-missing", dueAt: null, dueOn: null }),
      ],
      window: "3号窗口",
      site: "城东路 1 号",
      routeBasis: [
        {
          utility: "water",
          text: bilingual("穿越道路 15.001 米，超过 15 米", "Crosses 15.001 m, over 15 m"),
          clause: "四(二)",
        },
      ],
      supplements: [
        { at: "2026-09-18T17:00:00.000Z", items: 3, reasonForAnother: null },
        { at: "2026-09-21T03:00:00.000Z", items: 1, reasonForAnother: "图纸改版" },
      ],
    },
    {
      id: "2",
      acceptanceNumber: "A1-2026-000002-M",
      profileId: "madeup",
      status: "accepted",
      applicant: "某公司",
      utilities: ["water"],
      route: null,
      acceptedAt: "2026-09-18T01:05:00.000Z",
      channel: "counter",
      dutyHolder: "王蓝",
      nextDeadline: null,
      synced: true,
      deadlines: [],
      window: "1号窗口",
      site: "",
    },
  ],
  receptions: [],
  onBehalf: onBehalfFigures([]),
  totals: {
    accepted: 2,
    byRoute: { "joint-approval": 1, none: 1 },
    overdue: 0,
    dueToday: 0,
    unsynced: 1,
    callbacks: { open: 4, overdue: 2, undated: 1 },
  },
};
const labels = {
  hall: bilingual("示例大厅", "Demo hall"),
  utility: (_profile: string, id: string) => ({ water: "水", power: "电" })[id] ?? id,
};

test("row 11: each application is one row under Chinese and English headings, with times in China and each second supplement", () => {
  const { rows } = readSheet(ledgerFile(day, "xlsx", labels));
  expect(rows[0]?.map((cell) => cell.value)).toEqual([
    "受理编号",
    "受理时间",
    "申请单位/人",
    "安装地址",
    "业务",
    "渠道",
    "办理状态",
    "办理路径",
    "路径依据",
    "首接责任人",
    "窗口",
    "时限",
    "同步状态",
    "补正",
    "补录",
    "回访",
  ]);
  expect(rows[1]?.map((cell) => cell.value)).toContain("Acceptance number");
  expect(rows[2]?.map((cell) => cell.value)).toEqual([
    "A1-2026-000001-K",
    "2026-09-19 00:50",
    '=HYPERLINK("http://x")',
    "城东路 1 号",
    "水、电",
    "代办",
    "待补正",
    "并联审批",
    "水：穿越道路 15.001 米，超过 15 米（四(二)）",
    "李青",
    "3号窗口",
    "并联审批：2026-09-23 17:30 到期（进行中）；接入：未起算；承诺：缺少当年日历，无法计算",
    "待同步",
    "2026-09-19 01:00 一次告知 3 项；2026-09-21 11:00 再次告知 1 项，理由：图纸改版",
  ]);
});

test("an application without a route or an address leaves those cells empty, the others in their columns", () => {
  const { rows } = readSheet(ledgerFile(day, "xlsx", labels));
  expect(rows[3]?.map((cell) => cell.reference)).toEqual(["A4", "B4", "C4", "E4", "F4", "G4", "J4", "K4", "M4"]);
});

test("the totals come last, as numbers", () => {
  const { rows } = readSheet(ledgerFile(day, "xlsx", labels));
  expect(rows.slice(-11).map((row) => row.map((cell) => [cell.type, cell.value]))).toEqual([
    [
      ["text", "大厅 Hall"],
      ["text", "示例大厅"],
    ],
    [
      ["text", "日期 Day"],
      ["text", "2026-09-18"],
    ],
    [
      ["text", "受理合计 Accepted"],
      ["number", "2"],
    ],
    [
      ["text", "并联审批 Joint approval"],
      ["number", "1"],
    ],
    [
      ["text", "未定路径 Route not decided"],
      ["number", "1"],
    ],
    [
      ["text", "已超期 Overdue"],
      ["number", "0"],
    ],
    [
      ["text", "今日到期 Due today"],
      ["number", "0"],
    ],
    [
      ["text", "待同步 Not yet at the centre"],
      ["number", "1"],
    ],
    [
      ["text", "全大厅待回访（当前） Callbacks open in the hall now"],
      ["number", "4"],
    ],
    [
      ["text", "其中逾期未回访 of them overdue"],
      ["number", "2"],
    ],
    [
      ["text", "其中未定日期 of them without a date"],
      ["number", "1"],
    ],
  ]);
});

test("the CSV holds the same rows, with the applicant's formula made harmless", () => {
  const lines = ledgerFile(day, "csv", labels).toString("utf8").split("\r\n");
  expect(lines).toHaveLength(2 + 2 + 1 + 11 + 1);
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://x"")"`);
});
