import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { createHandlers } from "#station/app/calls.ts";
import { askDispatcher, createDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { discardDraft, getDraft, listDraftLines, saveDraft } from "#station/intake/drafts.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openTestStation } from "#test/helpers/open-test-hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const AT = "2026-09-18T01:12:00.000Z";
const now = () => AT;
const MINE = yunhaiDraft();
const THEIRS = yunhaiDraft({ utilities: [] });

function colleague(hall: StationContext): Actor {
  const operator = findOperator(hall.db, "clerk-2");
  if (operator === null) throw new Error("the demo hall has no second clerk");
  return { operator, station: hall.station() };
}

const verbs = (hall: StationContext, id: string) =>
  listAudit(hall.db, id).map(({ verb, actor, detail }) => ({ verb, actor, detail }));

describe("two clerks on one draft", () => {
  it("row 3: the second save of a draft that another changed is refused, names who and when, and leaves both texts", async () => {
    const { hall, actor } = await openTestStation({ now });
    const id = randomUUID();
    const other = colleague(hall);
    const { version } = saveDraft(hall, actor, id, MINE);
    const taken = getDraft(hall, other, id);
    saveDraft(hall, other, id, THEIRS, taken.version);
    const changed = yunhaiDraft({ at: "form.header.site", noOutsideLine: ["water"] });
    expect(() => saveDraft(hall, actor, id, changed, version)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: "changed-meanwhile",
          what: expect.objectContaining({ zh: expect.stringContaining(`${other.operator.name}，09:12`) }),
          safe: expect.objectContaining({ zh: expect.stringContaining("都没有丢失") }),
          next: expect.objectContaining({ zh: expect.stringContaining("F9") }),
        }),
      }),
    );
    // What the refusal promises: mine goes on as a draft of its own, theirs is as they left it.
    saveDraft(hall, actor, randomUUID(), changed);
    expect(getDraft(hall, other, id).body).toEqual(THEIRS);
    expect(listDraftLines(hall)).toHaveLength(2);
  });

  it("row 3: neither writes over the other by accepting: a draft changed since it was shown is refused at the front door", async () => {
    const { hall, actor } = await openTestStation({ now });
    const key = randomUUID();
    const { version } = saveDraft(hall, actor, key, MINE);
    saveDraft(hall, colleague(hall), key, THEIRS, version);
    const session = { ...openSession(), role: "clerk" as const, operatorId: actor.operator.id };
    const dispatcher = createDispatcher(
      createHandlers(hall, async () => undefined),
      hall.events.subscribe,
      () => undefined,
    );
    const submit = (shownVersion: number) =>
      askDispatcher(dispatcher, session, "application.submit", { key, body: MINE, shownVersion });
    await expect(submit(version)).rejects.toMatchObject({ problem: { code: "changed-meanwhile" } });
    expect(getDraft(hall, actor, key).body).toEqual(THEIRS);
    const accepted = await submit(version + 1);
    // The answer was lost and the call is made again.
    expect((await submit(version + 1)).id).toBe(accepted.id);
  });

  it("row 3: a save whose answer was lost may be made again, and one after acceptance says the number", async () => {
    const { hall, actor } = await openTestStation({ now });
    const id = randomUUID();
    const first = saveDraft(hall, actor, id, MINE);
    expect(saveDraft(hall, actor, id, MINE)).toEqual(first);
    const { acceptanceNumber } = submitApplication(hall, actor, id, MINE);
    expect(() => saveDraft(hall, colleague(hall), id, THEIRS, first.version)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: "draft-accepted",
          what: expect.objectContaining({ zh: expect.stringContaining(acceptanceNumber) }),
        }),
      }),
    );
    expect(listDraftLines(hall)).toEqual([]);
  });
});

describe("taking up a colleague's draft", () => {
  it("row 3: leads back to the field, says who parked it, and stands in the audit; one's own does not", async () => {
    const { hall, actor } = await openTestStation({ now });
    const id = randomUUID();
    const other = colleague(hall);
    saveDraft(hall, actor, id, yunhaiDraft({ at: "form.header.site" }));
    expect(getDraft(hall, actor, id).parkedBy).toBeNull();
    const taken = getDraft(hall, other, id);
    expect(taken).toMatchObject({ parkedBy: actor.operator.name, savedAt: AT, body: { at: "form.header.site" } });
    const again = saveDraft(hall, other, id, THEIRS, taken.version);
    saveDraft(hall, other, id, MINE, again.version);
    expect(verbs(hall, id)).toEqual([
      { verb: "draft.takenUp", actor: other.operator.id, detail: { from: actor.operator.id } },
      { verb: "draft.takenOver", actor: other.operator.id, detail: { from: actor.operator.id } },
    ]);
    discardDraft(hall, actor, id);
    expect(verbs(hall, id).at(-1)?.verb).toBe("draft.discarded");
  });
});
