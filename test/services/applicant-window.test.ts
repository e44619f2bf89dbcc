import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openApplicantSession, openSession } from "#station/core/session.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** A counter where the first clerk shows a form to an applicant, and that applicant's window. */
async function showing(openTestStation: OpenTestStation) {
  const { context } = await openTestStation();
  const dispatcher = testDispatcher(context);
  const counter = openSession();
  const window = openApplicantSession();
  const events: StationEvent[] = [];
  await askDispatcher(dispatcher, counter, "session.signIn", { operatorId: "clerk-1", pin: "2468" });
  await askDispatcher(dispatcher, counter, "check.start", { draftId: randomUUID(), body: yunhaiDraft() });
  context.events.subscribe((event) => events.push(event));
  const shown = () => askDispatcher(dispatcher, window, "check.get", { withPage: false });
  expect(await shown()).not.toBeNull();
  const ask = (name: "session.startKiosk" | "session.signOut") => askDispatcher(dispatcher, counter, name, {});
  const signIn = (operatorId: string, pin = "2468") =>
    askDispatcher(dispatcher, counter, "session.signIn", { operatorId, pin });
  return { counter, shown, events, ask, signIn };
}

describe("the applicant's window", () => {
  it.for(["session.startKiosk", "session.signOut"] as const)(
    "keeps nothing of the visitor before after %s",
    async (name, { openTestStation }) => {
      const { shown, events, ask } = await showing(openTestStation);
      await ask(name);
      expect(await shown()).toBeNull();
      expect(events).toContainEqual(expect.objectContaining({ kind: "check.changed" }));
    },
  );

  it("keeps nothing of the visitor before when another person signs in over the one at work", async ({
    openTestStation,
  }) => {
    const { shown, signIn } = await showing(openTestStation);
    await signIn("clerk-2");
    expect(await shown()).toBeNull();
  });

  it("goes on where the same person enters the PIN again, and where somebody fails to", async ({ openTestStation }) => {
    const { shown, signIn } = await showing(openTestStation);
    await expect(signIn("clerk-2", "0000")).rejects.toMatchObject({ problem: { code: "wrong-pin" } });
    expect(await shown()).not.toBeNull();
    await signIn("clerk-1");
    expect(await shown()).not.toBeNull();
  });

  it("leaves a member of staff nothing of the kiosk's visit", async ({ openTestStation }) => {
    const { counter, ask, signIn } = await showing(openTestStation);
    await ask("session.startKiosk");
    counter.visit.add("an application of the visitor");
    await signIn("clerk-2");
    expect([...counter.visit]).toEqual([]);
  });
});
