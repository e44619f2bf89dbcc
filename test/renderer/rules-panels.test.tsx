import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { DeadlineLine } from "#shared/case/application.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import { show } from "#test/helpers/page/show.tsx";
import { readProfile } from "#test/helpers/read-profile.ts";

const profile = readProfile("yunhai");

const decisionOf = (changes: Partial<RouteDecision> = {}): RouteDecision => ({
  utility: "water",
  route: "joint-approval",
  lane: null,
  letter: false,
  reasons: [
    {
      id: "length",
      verdict: "not-met",
      text: { zh: "管线超过 150 米", en: "The line is longer than 150 m" },
      quote: "长度不超过150米",
      clause: "第三条",
    },
  ],
  missing: [],
  assumptions: [],
  barredBy: [],
  ...changes,
});

const panelOf = (decisions: readonly RouteDecision[], without: readonly string[] = []) => (
  <RoutePanel
    profile={profile}
    utilities={["water"]}
    without={without}
    decisions={decisions}
    lines={[]}
    active="water"
  />
);

describe("a route", () => {
  it.each([
    ["commitment", "✓"],
    ["joint-approval", "≡"],
    ["blocked", "✕"],
  ] as const)("can be told apart without colour: %s", (kind, sign) => {
    show(<RouteTag kind={kind} label="办理路径" />);
    expect(screen.getByTestId("route-tag").textContent).toBe(`${sign} 办理路径`);
  });

  it("stands with the reason that decided it and the words of the rule", () => {
    show(panelOf([decisionOf()]));
    expect(within(screen.getByRole("article")).getByText("并联审批")).toBeTruthy();
    expect(screen.getByTestId("reasons").textContent).toContain("不符合: 管线超过 150 米");
    expect(screen.getByText("长度不超过150米").lang).toBe("zh-CN");
  });

  it("gives its reasons in English and keeps the rule's words in Chinese", () => {
    show(panelOf([decisionOf()]), "en");
    expect(screen.getByTestId("reasons").textContent).toContain("Not met: The line is longer than 150 m");
    expect(screen.getByText("长度不超过150米")).toBeTruthy();
    expect(screen.getByText("How it was decided (1 step)")).toBeTruthy();
  });

  it("counts several steps in the plural", () => {
    const [reason] = decisionOf().reasons;
    const reasons = reason === undefined ? [] : [reason, { ...reason, id: "depth" }];
    show(panelOf([decisionOf({ reasons })]), "en");
    expect(screen.getByText("How it was decided (2 steps)")).toBeTruthy();
  });

  it("names what is not measured yet and the route that it could open", () => {
    const missing = [{ fact: "depth", text: { zh: "埋深", en: "Depth" }, couldOpen: "commitment" as const }];
    show(panelOf([decisionOf({ missing })]));
    expect(screen.getByTestId("route-missing").textContent).toContain("? 埋深 → 告知承诺");
  });

  it("says when a commitment letter goes with it", () => {
    show(panelOf([decisionOf({ route: "commitment", letter: true })]), "en");
    expect(screen.getByText("with commitment letter")).toBeTruthy();
  });

  it("needs no approval where no outside line is needed", () => {
    show(panelOf([], ["water"]));
    expect(screen.getByTestId("route-tag").textContent).toContain("无外线工程");
  });

  it("is shown as pending until the host has decided", () => {
    show(panelOf([]));
    expect(screen.getByText("正在判定…")).toBeTruthy();
  });
});

const deadlineOf = (changes: Partial<DeadlineLine>): DeadlineLine => ({
  deadline: "survey",
  label: { zh: "现场勘察", en: "Site survey" },
  basis: "limit",
  state: "running",
  startedAt: "2026-11-20T01:00:00.000Z",
  dueAt: "2026-11-21T06:05:00.000Z",
  dueOn: null,
  note: null,
  clause: "第五条",
  ...changes,
});

describe("a deadline", () => {
  it("shows when it is due, in China's time", () => {
    show(<DeadlinePanel deadlines={[deadlineOf({})]} />);
    expect(screen.getByText("2026-11-21 14:05 前")).toBeTruthy();
  });

  it("says in words that it is overdue", () => {
    show(<DeadlinePanel deadlines={[deadlineOf({ state: "overdue" })]} />, "en");
    expect(screen.getByRole("listitem").textContent).toContain("Overdue");
    expect(screen.getByText("by 2026-11-21 14:05")).toBeTruthy();
  });

  it("gives the reason where no due date can be computed", () => {
    const note = { zh: "缺 2027 年放假安排", en: "The holidays of 2027 are missing" };
    show(<DeadlinePanel deadlines={[deadlineOf({ state: "calendar-missing", dueAt: null, note })]} />);
    expect(screen.getByText("缺该年工作日历")).toBeTruthy();
    expect(screen.getByRole("listitem").textContent).toContain("缺 2027 年放假安排");
  });

  it("tells a promise from a limit", () => {
    show(<DeadlinePanel deadlines={[deadlineOf({ basis: "promise" })]} />);
    expect(screen.getByText("承诺")).toBeTruthy();
  });

  it.each([
    ["zh", "时限暂时未知"],
    ["en", "not known now"],
  ] as const)("is said to be unknown, not absent, while the host cannot compute it: %s", (language, words) => {
    show(<DeadlinePanel deadlines={null} />, language);
    expect(screen.getByText(new RegExp(words))).toBeTruthy();
    expect(screen.queryByText(/没有给出时限|set no deadline/)).toBeNull();
  });

  it("gives the form's own reason in place of a list, which says nothing of the rules", () => {
    show(<DeadlinePanel deadlines={[]} none="尚未勾选申请业务" />);
    expect(screen.getByText("尚未勾选申请业务")).toBeTruthy();
    expect(screen.queryByText(/没有给出时限/)).toBeNull();
  });

  it("is not invented where the local rules set none", () => {
    show(<DeadlinePanel deadlines={[]} />, "en");
    expect(screen.getByText("The local rules set no deadline.")).toBeTruthy();
  });
});
