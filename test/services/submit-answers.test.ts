import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { DuplicateDecision } from "#shared/case/duplicate.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession, type Session } from "#station/core/session.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const BLANK = yunhaiDraft({ form: {} });

async function openDoor(openTestStation: OpenTestStation) {
  const { context, actor } = await openTestStation();
  const dispatcher = testDispatcher(context);
  const clerk: Session = { ...openSession(), role: "clerk", operatorId: actor.operator.id };
  const kiosk: Session = { ...openSession(), role: "kiosk" };
  const submit = (session: Session, key: string, body = yunhaiDraft(), duplicate: DuplicateDecision | null = null) =>
    askDispatcher(dispatcher, session, "application.submit", { key, body, duplicate });
  const stored = () => context.db.prepare("SELECT count(*) FROM applications").pluck().get();
  return { context, dispatcher, clerk, kiosk, submit, stored };
}

describe("a submission, answered in one call", () => {
  it("is the accepted application, and the same one where the call is made again", async ({ openTestStation }) => {
    const { clerk, submit, stored } = await openDoor(openTestStation);
    const key = randomUUID();
    const first = acceptedOf(await submit(clerk, key));
    expect(first.acceptanceNumber).not.toBe("");
    expect(acceptedOf(await submit(clerk, key))).toEqual(first);
    expect(stored()).toBe(1);
  });

  it("names the wrong fields, the same as the check of the form does, and stores nothing", async ({
    openTestStation,
  }) => {
    const { dispatcher, clerk, submit, stored } = await openDoor(openTestStation);
    const answer = await submit(clerk, randomUUID(), BLANK);
    const { problems } = await askDispatcher(dispatcher, clerk, "intake.check", { body: BLANK });
    expect(problems.length).toBeGreaterThan(0);
    expect(answer).toMatchObject({ kind: "problems", problem: { code: "bad-input" } });
    const paths = (fields: { path: string }[]) => fields.map(({ path }) => path).toSorted();
    if (answer.kind !== "problems") throw new Error("unreachable");
    expect(paths(answer.problem.fields)).toEqual(paths(problems));
    expect(stored()).toBe(0);
  });

  it("names a channel that is not the clerk's beside the other wrong fields", async ({ openTestStation }) => {
    const { clerk, submit } = await openDoor(openTestStation);
    const answer = await submit(clerk, randomUUID(), { ...BLANK, channel: "online" });
    if (answer.kind !== "problems") throw new Error(JSON.stringify(answer));
    const paths = answer.problem.fields.map(({ path }) => path);
    expect(paths[0]).toBe("channel");
    expect(paths.length).toBeGreaterThan(1);
  });

  it("asks about a likely duplicate with the stored one, and takes the decision with the next call", async ({
    openTestStation,
  }) => {
    const { clerk, submit, stored } = await openDoor(openTestStation);
    const first = acceptedOf(await submit(clerk, randomUUID()));
    const key = randomUUID();
    const question = await submit(clerk, key);
    expect(question).toMatchObject({
      kind: "duplicates",
      lines: [{ id: first.id, acceptanceNumber: first.acceptanceNumber }],
    });
    expect(stored()).toBe(1);
    const second = acceptedOf(await submit(clerk, key, yunhaiDraft(), { reason: "other", note: "另一栋" }));
    expect(second.id).not.toBe(first.id);
    expect(stored()).toBe(2);
  });

  it("never asks a kiosk's visitor about another's case, and notes for the visit what was accepted", async ({
    openTestStation,
  }) => {
    const { clerk, kiosk, submit } = await openDoor(openTestStation);
    await submit(clerk, randomUUID());
    const mine = acceptedOf(await submit(kiosk, randomUUID()));
    expect(mine.content.channel).toBe("kiosk");
    expect(mine.warnings.map(({ path }) => path)).toContain("duplicate");
    expect([...kiosk.visit]).toEqual([mine.id]);
  });

  it("stays a refusal where no field and no decision would help", async ({ openTestStation }) => {
    const { clerk, submit, stored } = await openDoor(openTestStation);
    const key = randomUUID();
    await submit(clerk, key);
    const other = yunhaiDraft({ utilities: ["power"], outsideLines: [], noOutsideLine: ["power"] });
    await expect(submit(clerk, key, other)).rejects.toMatchObject({ problem: { code: "key-used" } });
    expect(stored()).toBe(1);
  });
});
