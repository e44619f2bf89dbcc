import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { OutboxView } from "#shared/contract/outbox.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { keepAnswer, lastAnswer, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { outboxOf } from "#test/helpers/page/outbox-view.ts";
import { sessionOf } from "#test/helpers/page/session.ts";
import { show } from "#test/helpers/page/show.tsx";

/** A page of one read: how many entries wait. */
function Waiting() {
  const outbox = useCall("outbox.get", {});
  const { run } = useAct();
  const retry = (): Promise<boolean> => run(async () => keepAnswer("outbox.get", {}, outboxWith(7)));
  return (
    <>
      <ReadNote read={outbox} />
      <output>{outbox.data === null ? "unknown" : `${outbox.data.waiting} wait`}</output>
      <button type="button" onClick={() => void retry()}>
        Send now
      </button>
    </>
  );
}

const outboxWith = (waiting: number): OutboxView => outboxOf([], { waiting });

/** A host that answers each read of the outbox when the test says so, in any order. */
function answerByHand(): ((waiting: number) => Promise<void>)[] {
  const answers: ((waiting: number) => Promise<void>)[] = [];
  host.answer({
    "outbox.get": () =>
      new Promise((resolve) => {
        answers.push(async (waiting) => act(async () => resolve(outboxWith(waiting))));
      }),
  });
  return answers;
}

const shown = (): string | null => screen.getByRole("status").textContent;
const changed = (): Promise<void> => act(async () => host.emit({ kind: "outbox.changed" }));

describe("a read of the host", () => {
  it("comes again when an event makes it stale, and for no other event", async () => {
    host.answer({ "outbox.get": () => outboxWith(1) });
    show(<Waiting />);
    await screen.findByText("1 wait");
    host.answer({ "outbox.get": () => outboxWith(2) });
    await act(async () => host.emit({ kind: "printer.changed" }));
    expect(shown()).toBe("1 wait");
    await changed();
    expect(shown()).toBe("2 wait");
  });

  it("never shows an old answer over a newer one", async () => {
    const answers = answerByHand();
    show(<Waiting />);
    await answers[0]?.(1);
    await changed();
    await changed();
    await answers[2]?.(3);
    await answers[1]?.(2);
    expect(shown()).toBe("3 wait");
  });

  it("drops a first answer that an event has overtaken", async () => {
    const answers = answerByHand();
    show(<Waiting />);
    await changed();
    await answers[0]?.(1);
    expect(shown()).toBe("unknown");
    await answers[1]?.(2);
    expect(shown()).toBe("2 wait");
  });

  it("keeps the answer of an act although a read that began before it ends later", async () => {
    const answers = answerByHand();
    const person = show(<Waiting />);
    await answers[0]?.(1);
    await changed();
    await person.click(screen.getByRole("button", { name: "Send now" }));
    await answers[1]?.(2);
    expect(shown()).toBe("7 wait");
  });

  it("is made once for everybody who shows it", async () => {
    host.answer({ "outbox.get": () => outboxWith(1) });
    show(
      <>
        <Waiting />
        <Waiting />
      </>,
    );
    expect(await screen.findAllByText("1 wait")).toHaveLength(2);
    expect(host.inputsOf("outbox.get")).toHaveLength(1);
    await changed();
    expect(host.inputsOf("outbox.get")).toHaveLength(2);
  });

  it("says that it failed, keeps the earlier answer marked as old, and reads again on demand", async () => {
    host.answer({ "outbox.get": () => outboxWith(1) });
    const person = show(<Waiting />, "en");
    await screen.findByText("1 wait");
    host.answer({
      "outbox.get": () => {
        throw new Error("connection reset");
      },
    });
    await changed();
    expect(screen.getByTestId("problem-what").textContent).toContain("connection to this computer's service was lost");
    expect(screen.getByTestId("old-answer").textContent).toMatch(
      /^What follows was read at 20\d\d-\d\d-\d\d \d\d:\d\d/,
    );
    expect(shown()).toBe("1 wait");
    host.answer({ "outbox.get": () => outboxWith(4) });
    await person.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("4 wait");
    expect(screen.queryByTestId("problem-note")).toBeNull();
    expect(screen.queryByTestId("old-answer")).toBeNull();
  });

  it("is forgotten when another person signs in", async () => {
    host.answer({ "outbox.get": () => outboxWith(1), "session.signIn": () => sessionOf({ role: "clerk" }) });
    show(<Waiting />);
    await screen.findByText("1 wait");
    await act(() => useSessionStore.getState().signIn("li", "1234"));
    expect(lastAnswer("outbox.get", {})).toBeNull();
  });
});
