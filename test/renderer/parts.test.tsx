import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problemOf } from "#renderer/host/host-problem.ts";
import { FaultBoundary } from "#renderer/ui/FaultBoundary.tsx";
import { lazyPart, loadParts } from "#renderer/ui/lazy-part.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { show } from "#test/helpers/page/show.tsx";

const TECHNICAL = /TypeError|undefined|http|\.js/;

/** A page with something typed and a drawer that may fail. */
function Page({ Drawer }: { Drawer: React.ComponentType<{ onClose: () => void }> }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  return (
    <>
      <input aria-label="applicant" value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {open && <Drawer onClose={() => setOpen(false)} />}
    </>
  );
}

const typed = (): string => screen.getByLabelText<HTMLInputElement>("applicant").value;

// React reports each caught fault on the console too.
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue(undefined);
  host.answer({ "fault.report": () => null });
});
afterEach(() => vi.restoreAllMocks());

describe("a part of the page", () => {
  it("that cannot be loaded leaves what is typed, and opens once the host is back", async () => {
    let isUp = false;
    const Drawer = lazyPart<{ onClose: () => void }>(async () => {
      if (!isUp) throw new TypeError("Failed to fetch dynamically imported module: http://127.0.0.1/TodayDrawer.js");
      return () => <p>the list</p>;
    });
    const person = show(<Page Drawer={Drawer} />, "en");
    await person.type(screen.getByLabelText("applicant"), "云海样品有限公司");
    await person.click(screen.getByRole("button", { name: "Open" }));
    expect((await screen.findByTestId("problem-note")).textContent).not.toMatch(TECHNICAL);
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("problem-note")).toBeTruthy();
    isUp = true;
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("the list")).toBeTruthy();
    expect(typed()).toBe("云海样品有限公司");
  });

  it("that fails while it is shown takes nothing else with it, and can be left or tried again", async () => {
    let isSound = false;
    const Faulty = () => {
      if (!isSound) throw new TypeError("Cannot read properties of undefined (reading 'lines')");
      return <p>the list</p>;
    };
    const Drawer = lazyPart<{ onClose: () => void }>(async () => Faulty);
    const person = show(<Page Drawer={Drawer} />, "en");
    await person.type(screen.getByLabelText("applicant"), "云海样品有限公司");
    await person.click(screen.getByRole("button", { name: "Open" }));
    expect((await screen.findByTestId("problem-note")).textContent).not.toMatch(TECHNICAL);
    await person.click(screen.getByRole("button", { name: "Understood" }));
    expect(screen.queryByTestId("problem-note")).toBeNull();
    isSound = true;
    await person.click(screen.getByRole("button", { name: "Open" }));
    expect(await screen.findByText("the list")).toBeTruthy();
    expect(typed()).toBe("云海样品有限公司");
  });

  it("is loaded ahead with the parts inside it, and then needs the host no more", async () => {
    let isUp = true;
    const asked: string[] = [];
    const partOf = <P extends object>(name: string, part: React.ComponentType<P>) =>
      lazyPart<P>(async () => {
        asked.push(name);
        if (!isUp) throw new TypeError("Failed to fetch");
        return part;
      });
    const Drawer = lazyPart<{ onClose: () => void }>(async () => {
      asked.push("outer");
      const Inner = partOf("inner", () => <p>the inner list</p>);
      return () => <Inner />;
    });
    await loadParts();
    expect(asked).toEqual(["outer", "inner"]);
    isUp = false;
    const person = show(<Page Drawer={Drawer} />);
    await person.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByText("the inner list")).toBeTruthy();
  });
});

describe("a fault of the page", () => {
  it("is told to the host's log, by its kind and place", async () => {
    const Form = (): React.ReactNode => {
      throw new TypeError("Cannot read properties of undefined (reading 'lines')");
    };
    show(
      <FaultBoundary>
        <Form />
      </FaultBoundary>,
    );
    await vi.waitFor(() =>
      expect(host.inputsOf("fault.report")[0]).toMatchObject({
        kind: "part",
        name: "TypeError",
        frames: expect.arrayContaining([expect.stringMatching(/^Form parts\.test\.tsx:\d+:\d+$/)]),
      }),
    );
  });

  it("reloads nothing when it is tried again", async () => {
    let isSound = false;
    const Form = () => {
      if (!isSound) throw new RangeError("Maximum call stack size exceeded");
      return <p>the form</p>;
    };
    const person = show(
      <FaultBoundary>
        <Form />
      </FaultBoundary>,
      "en",
    );
    isSound = true;
    const document = globalThis.document;
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByText("the form")).toBeTruthy();
    expect(globalThis.document).toBe(document);
    await act(async () => undefined);
  });

  it.each(["zh", "en"] as const)("is told in %s without the program's own words", (language) => {
    const problem = problemOf(new TypeError("Cannot read properties of undefined"));
    const words = [problem.what, problem.safe, problem.next].map((text) => text[language]).join(" ");
    expect(words).not.toMatch(TECHNICAL);
  });
});
