import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { DueBoard, DueItem } from "#shared/case/due-board.ts";
import type { CallbackView } from "#shared/contract/callbacks.ts";
import type { WorklistView } from "#shared/contract/worklist.ts";
import { WorklistButton } from "#renderer/features/supervision/worklist/WorklistButton.tsx";
import { WorklistPage } from "#renderer/features/supervision/worklist/WorklistDrawer.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { show } from "#test/helpers/page/show.tsx";

const itemOf = (changes: Partial<DueItem> = {}): DueItem => ({
  applicationId: "a1",
  acceptanceNumber: "YH-20261121-0001",
  applicant: "云海食品有限公司",
  window: "2 号窗口",
  dutyHolder: "李明",
  lateEntry: false,
  isClockDoubted: false,
  deadline: {
    deadline: "survey",
    label: { zh: "现场勘察", en: "Site survey" },
    basis: "limit",
    state: "overdue",
    startedAt: "2026-11-18T01:00:00.000Z",
    dueAt: "2026-11-20T06:05:00.000Z",
    dueOn: null,
    note: null,
    clause: "第五条",
  },
  ...changes,
});

const emptyBoard: DueBoard = {
  overdue: [],
  "due-today": [],
  "due-soon": [],
  "calendar-missing": [],
  paused: [],
  waiting: [],
};

const viewOf = (board: Partial<DueBoard> = {}, changes: Partial<WorklistView> = {}): WorklistView => ({
  now: "2026-11-21T01:00:00.000Z",
  mine: false,
  soonHours: 4,
  board: { ...emptyBoard, ...board },
  notShown: 0,
  warnings: [],
  centreMessages: [],
  messagesNotShown: 0,
  callbacks: { open: 0, overdue: 0, undated: 0 },
  assignments: [],
  trust: { kind: "sure" },
  ...changes,
});

const noCallbacks: CallbackView = { today: "2026-11-21", lines: [], notShown: 0 };

/** Shows the supervisor's worklist once it has been read. */
async function showWorklist(view: WorklistView, language: "zh" | "en" = "zh") {
  host.answer({
    "worklist.get": () => view,
    "handover.list": () => ({ incoming: [], outgoing: [], others: [] }),
    "callback.list": () => noCallbacks,
  });
  const onOpen = vi.fn();
  const person = show(<WorklistPage onOpen={onOpen} />, language);
  await screen.findByText(/即将到期|Due soon/);
  return { person, onOpen };
}

describe("the worklist", () => {
  it("marks a case that was taken in under a doubted clock, and no other", async () => {
    const other = itemOf({ applicationId: "a2", acceptanceNumber: "YH-20261121-0002" });
    await showWorklist(viewOf({ overdue: [itemOf({ isClockDoubted: true }), other] }));
    const [marked, trusted] = screen.getAllByTestId("worklist-row").map(({ textContent }) => textContent);
    expect(marked).toContain("时钟待核");
    expect(trusted).not.toContain("时钟待核");
  });

  it("shows an overdue deadline with application, due time and case owner", async () => {
    await showWorklist(viewOf({ overdue: [itemOf()] }));
    const row = screen.getByTestId("worklist-row").textContent;
    expect(row).toContain("YH-20261121-0001");
    expect(row).toContain("2026-11-20 14:05 到期");
    expect(row).toContain("责任人 李明");
    expect(screen.getByText("已超期 1")).toBeTruthy();
  });

  it("opens the application of a row", async () => {
    const { person, onOpen } = await showWorklist(viewOf({ overdue: [itemOf()] }), "en");
    await person.click(screen.getByTestId("worklist-row"));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith("a1");
  });

  it("says that nothing needs attention", async () => {
    await showWorklist(viewOf(), "en");
    expect(screen.getByText("No deadline needs attention.")).toBeTruthy();
  });

  it.each([
    [1, "1 newer open application is not listed."],
    [2, "2 newer open applications are not listed."],
  ])("counts in English what is not listed: %i", async (notShown, words) => {
    await showWorklist(viewOf({}, { notShown }), "en");
    expect(screen.getByText(words)).toBeTruthy();
  });

  it("asks the host again when only the clerk's own applications are wanted", async () => {
    const { person } = await showWorklist(viewOf());
    await person.click(screen.getByRole("button", { name: "只看我负责的" }));
    expect(host.inputsOf("worklist.get")).toEqual([{ mine: false }, { mine: true }]);
  });

  it("keeps a warning until somebody has seen it", async () => {
    const warning = {
      applicationId: "a1",
      acceptanceNumber: "YH-20261121-0001",
      applicant: "云海食品有限公司",
      dutyHolder: "李明",
      deadline: "survey",
      label: { zh: "现场勘察", en: "Site survey" },
      level: "overdue" as const,
      dueAt: "2026-11-20T06:05:00.000Z",
      raisedAt: "2026-11-20T06:06:00.000Z",
    };
    const { person } = await showWorklist(viewOf({}, { warnings: [warning] }));
    host.answer({ "warning.acknowledge": () => ({ acknowledged: true }), "worklist.get": () => viewOf() });
    await person.click(screen.getByRole("button", { name: "已知悉：YH-20261121-0001 现场勘察" }));
    expect(host.inputsOf("warning.acknowledge")).toEqual([
      { applicationId: "a1", deadline: "survey", level: "overdue" },
    ]);
    expect(screen.queryByTestId("worklist-warning")).toBeNull();
  });
});

describe("the worklist's button", () => {
  it("counts what is overdue, due today and due soon, but nothing that waits", async () => {
    const board = { overdue: [itemOf()], "due-today": [itemOf()], "due-soon": [itemOf()], waiting: [itemOf()] };
    host.answer({
      "worklist.get": () => viewOf(board),
      "handover.list": () => ({ incoming: [], outgoing: [], others: [] }),
    });
    show(<WorklistButton onOpen={vi.fn()} />);
    expect(await screen.findByRole("button", { name: /时限 3/ })).toBeTruthy();
  });

  it("counts late callbacks beside the deadlines", async () => {
    host.answer({
      "worklist.get": () => viewOf({}, { callbacks: { open: 3, overdue: 2, undated: 0 } }),
      "handover.list": () => ({ incoming: [], outgoing: [], others: [] }),
    });
    show(<WorklistButton onOpen={vi.fn()} />, "en");
    expect(await screen.findByText("☎")).toBeTruthy();
    expect(screen.getByRole("button").textContent).toMatch(/Worklist 0 .*☎.*2/);
  });
});
