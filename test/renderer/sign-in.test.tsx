import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { SignIn } from "#renderer/features/people/SignIn.tsx";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { host } from "#test/helpers/page/fake-host.ts";
import { sessionOf } from "#test/helpers/page/session.ts";
import { show } from "#test/helpers/page/show.tsx";

const wrongPin = () =>
  problem("wrong-pin", { zh: "口令不对。", en: "The PIN is wrong." }, DATA_IS_SAFE, {
    zh: "请重新输入。",
    en: "Type it again.",
  });

beforeEach(() => useSessionStore.setState(useSessionStore.getInitialState()));

describe("signing in", () => {
  it("sends the chosen operator and the PIN", async () => {
    host.answer({ "session.signIn": () => sessionOf({ role: "supervisor" }) });
    const person = show(<SignIn session={sessionOf()} />);
    await person.click(screen.getByRole("button", { name: /王芳/ }));
    await person.keyboard("2468{Enter}");
    expect(host.inputsOf("session.signIn")).toEqual([{ operatorId: "wang", pin: "2468" }]);
    expect(useSessionStore.getState().session?.role).toBe("supervisor");
  });

  it.each([
    ["zh", "口令", "口令不对。"],
    ["en", "PIN", "The PIN is wrong."],
  ] as const)("says that the PIN is wrong: %s", async (language, label, words) => {
    host.answer({
      "session.signIn": () => {
        throw wrongPin();
      },
    });
    const person = show(<SignIn session={sessionOf()} />, language);
    await person.type(screen.getByLabelText(label), "1111{Enter}");
    expect((await screen.findByTestId("problem-what")).textContent).toBe(words);
    expect(useSessionStore.getState().session).toBeNull();
  });

  it("says that the service of this computer gave no answer", async () => {
    host.answer({
      "session.signIn": () => {
        throw new Error("connection reset");
      },
    });
    const person = show(<SignIn session={sessionOf()} />, "en");
    await person.type(screen.getByLabelText("PIN"), "1111{Enter}");
    expect((await screen.findByTestId("problem-what")).textContent).toContain("no answer came");
  });

  it("waits for a PIN", () => {
    show(<SignIn session={sessionOf()} />, "en");
    expect(screen.getByRole("button", { name: "Sign in" }).hasAttribute("disabled")).toBe(true);
  });

  it("shows no PIN outside a demo hall", () => {
    show(<SignIn session={sessionOf()} />);
    expect(screen.queryByText(/演示口令/)).toBeNull();
  });

  it("changes the language of the screen", async () => {
    const person = show(<SignIn session={sessionOf()} />);
    await person.click(screen.getByRole("button", { name: "English" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Yunhai hall");
  });
});

describe("a page that begins anew", () => {
  it("ends the visit of whoever stood at the kiosk, once, and leaves a counter signed in", async () => {
    host.answer({
      "session.get": () => sessionOf({ role: "kiosk" }),
      "session.startKiosk": () => sessionOf({ role: "kiosk" }),
    });
    const { load } = useSessionStore.getState();
    await load();
    // Later news of the machine's health are no new page.
    await load();
    expect(host.inputsOf("session.startKiosk")).toHaveLength(1);
    host.reset();
    useSessionStore.setState(useSessionStore.getInitialState());
    host.answer({ "session.get": () => sessionOf({ role: "clerk" }) });
    await load();
    expect(host.inputsOf("session.startKiosk")).toEqual([]);
    expect(useSessionStore.getState().session?.role).toBe("clerk");
  });
});
