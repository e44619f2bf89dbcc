import { act, cleanup, screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { SessionView } from "#shared/contract/people.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { useDisplayStore } from "#renderer/features/kiosk/kiosk-display.ts";
import { useWipeStore, wipeVisit } from "#renderer/features/kiosk/visit-acts.ts";
import { useVisitStore } from "#renderer/features/kiosk/visit-store.ts";
import { HeldSlips } from "#renderer/features/printing/jobs/HeldSlips.tsx";
import { queryClient } from "#renderer/host/query.ts";
import { useLanguageStore } from "#renderer/lib/text.ts";
import { KioskShell } from "#renderer/shells/kiosk/KioskShell.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { sessionOf } from "#test/helpers/page/session.ts";
import { show } from "#test/helpers/page/show.tsx";
import { caseOf } from "#test/helpers/page/shown-case.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

const session = sessionOf({ role: "kiosk" });
const { application } = caseOf();
const SECRET = "云海来访样品有限公司";

const pass = (seconds: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  });

const press = async (person: UserEvent, name: string): Promise<void> => {
  await person.click(screen.getByRole("button", { name }));
  await pass(0);
};

/** A visit in English and large print, with an answer and its finding. */
async function beginVisit(): Promise<UserEvent> {
  const profile = readProfile("yunhai");
  host.answer({ "session.startKiosk": () => session, "profile.get": () => profile });
  const person = show(<KioskShell session={session} />);
  await pass(0);
  await press(person, "大字版");
  await press(person, "English");
  await person.click(screen.getByTestId("kiosk-start"));
  await pass(0);
  act(() => {
    const { toggleUtility, setValue, patch, key } = useVisitStore.getState();
    toggleUtility("water");
    setValue("header", "applicant", SECRET);
    patch(key, { warnings: [{ path: "form.header.site", message: { zh: "地址太短", en: "Too short" } }] });
  });
  return person;
}

/** The same visit once its application is accepted. */
async function submit(jobs: PrintJobLine[]): Promise<UserEvent> {
  host.answer({
    "print.list": () => jobs,
    "document.preview": () => {
      throw new Error("no picture");
    },
  });
  const person = await beginVisit();
  act(() => useVisitStore.setState({ screen: "done", application }));
  await pass(0);
  return person;
}

/** What of a visit the page still holds, on screen or in memory. */
function leftOver(): unknown {
  const { key: _key, ...now } = useVisitStore.getState();
  const { key: _first, ...blank } = useVisitStore.getInitialState();
  expect(now).toEqual(blank);
  expect(document.body.innerHTML).not.toContain(SECRET);
  expect(queryClient.getQueriesData({}).filter(([, answer]) => answer !== undefined)).toEqual([]);
  return { elder: useDisplayStore.getState().elder, language: useLanguageStore.getState().language };
}

const BLANK = { elder: false, language: "zh" };

const slip = (changes: Partial<PrintJobLine>): PrintJobLine => ({
  id: "j1",
  applicationId: "a1",
  kind: "slip",
  utility: null,
  outcome: "queued",
  copy: 1,
  reason: null,
  trouble: null,
  pause: null,
  recordVersion: 1,
  supersededBy: null,
  pages: 1,
  pagesOut: null,
  fromPage: 1,
  attempts: 0,
  nextTryAt: null,
  printer: null,
  inFolder: false,
  confirmedBy: null,
  at: "2026-11-21T01:00:00.000Z",
  ...changes,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  useWipeStore.setState({ host: "wiping" });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("row 46: a visit leaves a blank page", () => {
  it("when the visitor goes back to the start page", async () => {
    const person = await beginVisit();
    await press(person, "Back to the start, clear");
    expect(leftOver()).toEqual(BLANK);
    expect(host.inputsOf("session.startKiosk")).toHaveLength(2);
  });

  it("when the visitor goes back through every screen", async () => {
    const person = await beginVisit();
    act(() => useVisitStore.getState().show("review"));
    while (screen.queryByRole("button", { name: "Back" }) !== null) await press(person, "Back");
    await press(person, "Back to the start, clear");
    expect(leftOver()).toEqual(BLANK);
  });

  it("when the visitor leaves", async () => {
    const person = await beginVisit();
    await press(person, "Leave");
    await press(person, "Finish and clear");
    expect(leftOver()).toEqual(BLANK);
  });

  it("when the visitor is done", async () => {
    const person = await submit([]);
    await press(person, "Done, back to the start");
    expect(leftOver()).toEqual(BLANK);
  });

  it("when nobody touches it any more, also on a start page that only tells of a problem", async () => {
    await beginVisit();
    await pass(120);
    expect(leftOver()).toEqual(BLANK);
    const { patch, key } = useVisitStore.getState();
    act(() => patch(key, { problem: { code: "x", what: BOTH, safe: BOTH, next: BOTH, fields: [] } }));
    await pass(120);
    expect(leftOver()).toEqual(BLANK);
  });

  it("when a screen of it breaks; the kiosk then opens again by itself", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
    host.answer({ "fault.report": () => null });
    await beginVisit();
    act(() => useVisitStore.setState({ profile: {} as Profile }));
    expect(screen.getByTestId("kiosk-paused").textContent).toContain("已经提交的申请不受影响");
    expect(leftOver()).toEqual(BLANK);
    await pass(6);
    expect(screen.getByTestId("kiosk-start")).toBeTruthy();
    quiet.mockRestore();
  });

  it("when staff take the page over", async () => {
    await beginVisit();
    cleanup();
    expect(leftOver()).toEqual(BLANK);
  });

  it("when the page is loaded again and finds words of before", async () => {
    await beginVisit();
    cleanup();
    useVisitStore.setState({ screen: "question", form: { header: { applicant: SECRET } } });
    show(<KioskShell session={session} />);
    await pass(0);
    expect(leftOver()).toEqual(BLANK);
  });

  it("and opens to nobody before the newest end has reached the host", async () => {
    await beginVisit();
    const answers: (() => void)[] = [];
    host.answer({
      "session.startKiosk": () => new Promise<SessionView>((resolve) => answers.push(() => resolve(session))),
    });
    act(() => (wipeVisit(), wipeVisit()));
    await pass(0);
    answers[0]?.();
    await pass(0);
    expect(screen.getByTestId("kiosk-start").hasAttribute("disabled")).toBe(true);
    answers[1]?.();
    await pass(0);
    expect(screen.getByTestId("kiosk-start").hasAttribute("disabled")).toBe(false);
  });
});

const BOTH = { zh: "不行", en: "No" };

describe("row 37: what a visitor reads of the slip is true", () => {
  it.each([
    ["printing", [slip({})], "Printing your slip"],
    ["printed", [slip({ outcome: "device-confirmed" })], "Your slip is printed"],
    ["sent", [slip({ outcome: "sent", printer: "小票机" })], "If no paper came"],
    ["folder", [slip({ outcome: "sent", inFolder: true })], "has no slip printer"],
    ["waiting", [slip({ trouble: "paper-out" })], "cannot be printed now (The printer is out of paper)"],
    ["held", [slip({ pause: "visit-ended" })], "Staff has the slip"],
    ["held", [slip({ outcome: "failed" })], "Staff has the slip"],
    ["unsure", [slip({ outcome: "unconfirmed" })], "It is not certain"],
    ["missing", [], "No slip was printed"],
  ] as const)("%s", async (state, jobs, words) => {
    await submit([...jobs]);
    const said = screen.getByTestId("kiosk-slip-state");
    expect(said.dataset["state"]).toBe(state);
    expect(said.textContent).toContain(words);
    const namesNumber = said.textContent?.includes(application.acceptanceNumber);
    expect(namesNumber).toBe(state !== "printing" && state !== "printed");
  });

  it("unknown, where the host does not say", async () => {
    await submit([]);
    cleanup();
    host.answer({
      "print.list": () => {
        throw new Error("connection reset");
      },
    });
    await beginVisit();
    act(() => useVisitStore.setState({ screen: "done", application }));
    await pass(0);
    expect(screen.getByTestId("kiosk-slip-state").dataset["state"]).toBe("unknown");
  });
});

describe("row 46: the slips that visitors left", () => {
  const held = [
    { jobId: "j1", applicationId: "a1", acceptanceNumber: "YH-20261121-0001", at: "2026-11-21T01:00:00.000Z" },
  ];

  it("are no matter for staff where there are none", async () => {
    host.answer({ "print.listHeld": () => [] });
    show(<HeldSlips />);
    await pass(0);
    expect(screen.queryByTestId("held-slips")).toBeNull();
  });

  it.each([
    ["print.release", "仍要打印", { jobId: "j1" }],
    ["print.cancel", "不再打印", { jobId: "j1", why: "访客已离开，不再打印" }],
  ] as const)("are named to staff, and %s takes one away", async (call, button, input) => {
    host.answer({ "print.listHeld": () => held, [call]: () => slip({}) });
    const person = show(<HeldSlips />);
    await pass(0);
    expect(screen.getByTestId("held-slips").textContent).toContain("YH-20261121-0001（2026-11-21 09:00 受理）");
    host.answer({ "print.listHeld": () => [] });
    await press(person, `YH-20261121-0001: ${button}`);
    expect(host.inputsOf(call)).toEqual([input]);
    expect(screen.queryByTestId("held-slips")).toBeNull();
  });
});
