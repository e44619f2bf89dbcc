import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KioskShell } from "#renderer/shells/kiosk/KioskShell.tsx";
import { useWipeStore } from "#renderer/features/kiosk/visit-acts.ts";
import { useVisitStore } from "#renderer/features/kiosk/visit-store.ts";
import { host } from "#test/helpers/page/fake-host.ts";
import { sessionOf } from "#test/helpers/page/session.ts";
import { show } from "#test/helpers/page/show.tsx";
import { readProfile } from "#test/helpers/read-profile.ts";

const session = sessionOf({ role: "kiosk" });

/** Lets the kiosk's clock run. */
const pass = (seconds: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  });

/** Lets the host's answers arrive while the kiosk's clock stands still. */
const hear = (): Promise<void> => pass(0);

/** Shows the kiosk with a visit that has begun. */
async function beginVisit() {
  host.answer({ "session.startKiosk": () => session, "profile.get": () => readProfile("yunhai") });
  const person = show(<KioskShell session={session} />);
  await hear();
  expect(screen.getByTestId("kiosk-start").hasAttribute("disabled")).toBe(false);
  await person.click(screen.getByTestId("kiosk-start"));
  await hear();
  expect(useVisitStore.getState().screen).toBe("choose");
  return person;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  useWipeStore.setState({ host: "wiping" });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the kiosk", () => {
  it("does not watch the welcome screen, where nobody is", async () => {
    host.answer({ "session.startKiosk": () => session });
    show(<KioskShell session={session} />);
    await pass(600);
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("warns a visitor who does nothing for a minute", async () => {
    await beginVisit();
    await pass(59);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await pass(2);
    expect(screen.getByRole("alertdialog", { name: "您还在吗？" })).toBeTruthy();
    expect(screen.getByText(/秒后将结束办理/)).toBeTruthy();
  });

  it("puts the keyboard on the answer that keeps the visit", async () => {
    await beginVisit();
    await pass(61);
    expect(document.activeElement?.textContent).toBe("我还在，继续办理");
  });

  it("goes on where the visitor says so", async () => {
    const person = await beginVisit();
    await pass(61);
    await person.click(screen.getByRole("button", { name: "我还在，继续办理" }));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(useVisitStore.getState().screen).toBe("choose");
  });

  it("clears the visit when the warning is not answered", async () => {
    await beginVisit();
    const wiped = host.inputsOf("session.startKiosk").length;
    await pass(76);
    expect(useVisitStore.getState().screen).toBe("welcome");
    expect(useVisitStore.getState().profile).toBeNull();
    expect(host.inputsOf("session.startKiosk")).toHaveLength(wiped + 1);
  });

  it("ends a busy visit after twenty minutes with a last call that hides nothing", async () => {
    const person = await beginVisit();
    for (let touch = 0; touch < 21; touch += 1) {
      await pass(55);
      await person.keyboard("{Shift}");
    }
    await pass(35);
    expect(screen.getByTestId("kiosk-last-call").textContent).toContain("本次办理时间已到");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await pass(20);
    expect(useVisitStore.getState().screen).toBe("welcome");
  });

  it("stays closed while the host has not forgotten the last visit", async () => {
    host.answer({
      "session.startKiosk": () => {
        throw new Error("connection reset");
      },
    });
    show(<KioskShell session={session} />);
    await hear();
    expect(useWipeStore.getState().host).toBe("failed");
    expect(screen.queryByTestId("kiosk-start")).toBeNull();
    expect(screen.getByRole("alert")).toBeTruthy();
    host.answer({ "session.startKiosk": () => session });
    await pass(6);
    expect(screen.getByTestId("kiosk-start")).toBeTruthy();
  });
});
