import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ActForm } from "#renderer/features/cases/acts/ActForm.tsx";
import { CaseActs } from "#renderer/features/cases/acts/CaseActs.tsx";
import { CaseHead } from "#renderer/features/cases/CaseHead.tsx";
import { type CaseActing, type ShownCase, useCase } from "#renderer/features/cases/use-case.ts";
import { badInput, DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { host } from "#test/helpers/page/fake-host.ts";
import { caseOf } from "#test/helpers/page/shown-case.ts";
import { show } from "#test/helpers/page/show.tsx";

const offered = (): (string | null)[] =>
  within(screen.getByTestId("case-buttons"))
    .queryAllByRole("button")
    .map((button) => button.textContent);

/** A case on which no act is being recorded. */
const actingOf = (changes: Partial<CaseActing> = {}): CaseActing => ({
  chosen: null,
  said: null,
  busy: false,
  problem: null,
  choose: vi.fn(),
  perform: vi.fn(),
  again: vi.fn(),
  ...changes,
});
const readOf = (data: ShownCase) => ({ data, readAt: "2026-11-21T01:00:00.000Z", problem: null, again: vi.fn() });
const showActs = (shown: ShownCase, language: "zh" | "en" = "zh") =>
  show(<CaseActs shown={shown} read={readOf(shown)} acts={actingOf()} />, language);

describe("a case's head", () => {
  it("names the case, its status and who answers for it", () => {
    show(<CaseHead shown={caseOf()} />);
    expect(screen.getByTestId("case-number").textContent).toBe("YH-20261121-0001");
    expect(screen.getByTestId("case-status").textContent).toContain(caseOf().view.status.zh);
    expect(screen.getByTestId("case-head").textContent).toContain("李明 0700-1234 水务公司");
  });

  it("takes the keyboard, so that a screen reader begins there", () => {
    show(<CaseHead shown={caseOf()} />);
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  it("says at which window another station accepted it", () => {
    show(<CaseHead shown={caseOf({ application: { remote: { window: "2 号窗口" } } })} />, "en");
    expect(screen.getByTestId("case-remote").textContent).toBe("Accepted at 2 号窗口");
  });

  it("marks tolerated items that were not handed in in time", () => {
    const tolerance = { items: ["产权证"], grantedAt: "2026-11-01T01:00:00.000Z", dueOn: "2026-11-20", ended: null };
    show(<CaseHead shown={caseOf({ state: { tolerance } })} />);
    expect(screen.getByTestId("case-facts").textContent).toContain("产权证");
    expect(screen.getByTestId("case-facts").textContent).toContain("✕ 已逾期，请值班主管核实");
  });

  it("marks nothing on the day on which the items are due", () => {
    const tolerance = { items: ["产权证"], grantedAt: "2026-11-01T01:00:00.000Z", dueOn: "2026-11-21", ended: null };
    show(<CaseHead shown={caseOf({ state: { tolerance } })} />, "en");
    expect(screen.getByTestId("case-facts").textContent).toContain("due 2026-11-21");
    expect(screen.getByTestId("case-facts").textContent).not.toContain("✕");
  });

  it("says what the approval came to each time, without what another window undid", () => {
    const concluded = (seq: number, granted: boolean) => ({
      seq,
      act: { kind: "approval.concluded" as const, granted, on: `2026-11-0${seq}` },
      label: { zh: "审批办结", en: "Conclude the approval" },
      at: "2026-11-20T01:00:00.000Z",
      by: "李明",
      voucherNumber: null,
      notice: null,
      changes: [],
    });
    const acts = [concluded(2, false), { ...concluded(3, false), undone: true as const }, concluded(4, true)];
    show(<CaseHead shown={caseOf({ view: { acts } })} />);
    expect(screen.getByTestId("case-facts").textContent).toBe("审批结果✕ 不予批准 2026-11-02准予 2026-11-04");
  });

  it("says what a grant passed over and why, and marks one that gave no reason", () => {
    const grant = (reason?: string) => ({
      seq: 4,
      act: {
        kind: "approval.concluded" as const,
        granted: true,
        on: "2026-11-20",
        ...(reason === undefined ? {} : { reason }),
      },
      label: { zh: "审批办结", en: "Conclude the approval" },
      at: "2026-11-20T01:00:00.000Z",
      by: "示例主管",
      voucherNumber: null,
      notice: null,
      passedOver: { missing: [{ zh: "市园林处", en: "Parks office" }], against: [], isBare: false },
      changes: [],
    });
    show(<CaseHead shown={caseOf({ view: { acts: [grant("工期紧")] } })} />);
    expect(screen.getByTestId("approval-result").textContent).toBe(
      "准予 2026-11-20 准予时未取得意见：市园林处 示例主管: 工期紧",
    );
    cleanup();
    show(<CaseHead shown={caseOf({ view: { acts: [grant()] } })} />);
    expect(screen.getByTestId("approval-result").textContent).toContain("⚠ 未写明理由");
  });

  it("names the departments whose opinion is late", () => {
    const lateSigners = {
      state: "overdue" as const,
      deadline: { zh: "并联审批", en: "Joint approval" },
      named: true,
      signers: [
        { zh: "交警大队", en: "Traffic police" },
        { zh: "园林局", en: "Parks office" },
      ],
    };
    show(<CaseHead shown={caseOf({ view: { lateSigners } })} />, "en");
    expect(screen.getByTestId("late-signers").textContent).toContain("Traffic police, Parks office");
  });
});

describe("the form that concludes an approval", () => {
  const parks = { zh: "市园林处", en: "Parks office" };
  const lacking = (mayPass: boolean) =>
    caseOf({
      state: { status: "approving" },
      view: { grant: { missing: [parks], against: [], isBare: false, mayPass } },
    });

  it("lists the opinions that are missing and tells a clerk who may grant", () => {
    show(<ActForm kind="approval.concluded" label="审批办结" shown={lacking(false)} acts={actingOf()} />);
    expect(screen.getByTestId("grant-status").textContent).toContain("尚缺意见：市园林处");
    expect(screen.getByTestId("grant-status").textContent).toContain(
      "只有值班主管可以准予，须由主管本人登录并写明理由",
    );
    fireEvent.click(screen.getByText("准予"));
    expect(screen.queryByLabelText(/意见不全而准予的理由/)).toBeNull();
  });

  it("asks a supervisor for a reason once granting is chosen, and anybody for one where nobody disagrees", () => {
    show(<ActForm kind="approval.concluded" label="Conclude" shown={lacking(true)} acts={actingOf()} />, "en");
    expect(screen.getByTestId("grant-status").textContent).toContain("Opinions still missing: Parks office");
    fireEvent.click(screen.getByText("granted"));
    expect(screen.getByLabelText(/Why it is granted without every opinion/)).toBeTruthy();
    fireEvent.click(screen.getByText("not granted"));
    expect(screen.getByLabelText(/Why it is not granted/)).toBeTruthy();
  });

  it("says at the result which department stands against granting", () => {
    const message = { zh: "市园林处的意见是不同意，不能准予。", en: "No grant against Parks office." };
    const acts = actingOf({ problem: badInput([{ path: "granted", message }]).problem });
    const shown = caseOf({ state: { status: "approving" } });
    show(<ActForm kind="approval.concluded" label="审批办结" shown={shown} acts={acts} />);
    const result = screen.getByRole("group", { name: /审批结果/ });
    expect(result.parentElement?.textContent).toContain(message.zh);
  });
});

describe("the form of an opinion", () => {
  it("offers the departments that the rules name first, and asks for a reason only for another one", () => {
    show(
      <ActForm
        kind="opinion.recorded"
        label="登记审批意见"
        shown={caseOf({ state: { status: "approving" } })}
        acts={actingOf()}
      />,
    );
    const list = screen.getByLabelText(/签批部门/);
    expect(
      within(list)
        .getAllByRole("option")
        .map(({ textContent }) => textContent),
    ).toEqual(["市工务局", "市园林处", "其他部门"]);
    expect(screen.queryByLabelText(/由该部门签批的理由/)).toBeNull();
    fireEvent.change(list, { target: { value: "" } });
    expect(screen.getByLabelText(/由该部门签批的理由/)).toBeTruthy();
  });
});

describe("the acts of a case", () => {
  it("are those that the case's state allows", () => {
    const shown = caseOf();
    showActs(shown);
    expect(shown.view.next.length).toBeGreaterThan(0);
    expect(offered()).toEqual(shown.view.next.map((one) => one.label.zh));
  });

  it("have their names in English too", () => {
    const shown = caseOf();
    showActs(shown, "en");
    expect(offered()).toEqual(shown.view.next.map((one) => one.label.en));
  });

  it("are not offered on a withdrawn case", () => {
    showActs(caseOf({ state: { status: "withdrawn" } }), "en");
    expect(offered()).toEqual([]);
    expect(screen.getByText("Nothing more can be done.")).toBeTruthy();
  });

  it("give way to the reason and the next step where the case is blocked", () => {
    const blocked = {
      why: { zh: "另一窗口正在办理。", en: "Another window works on it." },
      next: { zh: "请稍候。", en: "Wait a moment." },
    };
    showActs(caseOf({ view: { cannotAct: blocked, next: [] } }));
    expect(screen.getByRole("note").textContent).toContain("暂不能在本窗口办理： 另一窗口正在办理。");
    expect(screen.getByRole("note").textContent).toContain("请稍候。");
    expect(offered()).toEqual([]);
  });
});

/** The acts of a case that is read from the host. */
function ReadCase() {
  const { read, acts } = useCase("a1");
  return read.data === null ? null : <CaseActs shown={read.data} read={read} acts={acts} />;
}

const answerWith = ({ view, application, profile }: ShownCase): void =>
  host.answer({ "case.get": () => view, "application.get": () => application, "application.profile": () => profile });
const labelsOf = ({ view }: ShownCase): string[] => view.next.map((one) => one.label.en);
const changed = (): Promise<void> => act(async () => host.emit({ kind: "application.changed", id: "a1" }));

describe("a case that changes while it is on screen", () => {
  const before = caseOf();
  const after = caseOf({ state: { status: "approving" }, view: { version: 2 } });

  it("shows what may be done now, as long as no form is open", async () => {
    answerWith(before);
    show(<ReadCase />, "en");
    await screen.findByTestId("case-buttons");
    answerWith(after);
    await changed();
    expect(offered()).toEqual(labelsOf(after));
  });

  it("is read again once the holidays are others: its due dates may be too", async () => {
    answerWith(before);
    show(<ReadCase />, "en");
    await screen.findByTestId("case-buttons");
    const readsOf = () => (["case.get", "application.get"] as const).map((name) => host.inputsOf(name).length);
    const [cases = 0, applications = 0] = readsOf();
    await act(async () => host.emit({ kind: "calendar.changed" }));
    expect(readsOf()).toEqual([cases + 1, applications + 1]);
  });

  const overtaken = { zh: "案件已有改动。", en: "The case was changed meanwhile." };

  /** Opens the form of a withdrawal, lets somebody else change the case, and records the act. */
  async function withdrawOn(changedTo: ShownCase): Promise<void> {
    answerWith(before);
    const person = show(<ReadCase />, "en");
    await screen.findByTestId("case-buttons");
    await person.click(screen.getByRole("button", { name: "Applicant withdraws" }));
    answerWith(changedTo);
    await changed();
    expect(offered()).toEqual(labelsOf(before));
    host.answer({
      "act.perform": () => {
        throw problem("changed-meanwhile", overtaken, DATA_IS_SAFE, overtaken);
      },
    });
    await person.type(screen.getByRole("textbox"), "不再需要");
    await person.click(screen.getByRole("button", { name: "Record" }));
    expect(host.inputsOf("act.perform")).toMatchObject([{ applicationId: "a1", shownVersion: 1 }]);
    expect((await screen.findByTestId("problem-what")).textContent).toBe(overtaken.en);
    expect(offered()).toEqual(labelsOf(changedTo));
  }

  it("stays as it was under an open form, whose act is refused with the reason before the case changes; the text stays", async () => {
    await withdrawOn(caseOf({ view: { version: 2, next: before.view.next.slice(-1) } }));
    expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("不再需要");
  });

  it("goes on changing once the act of the form is not possible any more", async () => {
    await withdrawOn(caseOf({ state: { status: "withdrawn" }, view: { version: 2 } }));
    answerWith(after);
    await changed();
    expect(offered()).toEqual(labelsOf(after));
  });
});
