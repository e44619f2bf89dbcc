import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { openSession } from "#station/core/session.ts";
import { checkIntake } from "#station/intake/submit.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const UNFIT = [
  ["a control character", "补\u0007打", "U+0007"],
  ["a control of the second set", "补\u009b31m打", "U+009B"],
  ["a mark that turns the direction", "补\u202e打", "U+202E"],
  ["half a character", "补\ud840打", "不完整的字符"],
] as const;

describe("words that people type beside a form", () => {
  it.for(UNFIT)("are refused by their field with %s", async ([_name, text, said], { openTestStation }) => {
    const { context, actor } = await openTestStation();
    const dispatcher = testDispatcher(context);
    const session = { ...openSession(), role: "supervisor" as const, operatorId: actor.operator.id };
    const inputs: [string, string, object][] = [
      ["print.request", "why", { applicationId: "any", kind: "slip", utility: null, why: text }],
      ["interpretation.record", "note", { profileId: "yunhai", ambiguity: "any", interpretation: "any", note: text }],
      ["handover.offer", "note", { applicationId: "any", shownVersion: 1, toOperatorId: "any", note: text }],
      ["handover.decline", "note", { id: "any", note: text }],
    ];
    for (const [name, path, input] of inputs) {
      expect(await dispatcher.dispatch(session, name, input), name).toMatchObject({
        ok: false,
        problem: { code: "bad-input", fields: [{ path, message: { zh: expect.stringContaining(said) } }] },
      });
    }
  });

  it.for(UNFIT)(
    "are refused as the reason of a later entry with %s, and stay in the draft",
    async ([_name, text, said], { openTestStation }) => {
      const { context, actor } = await openTestStation();
      const body = yunhaiDraft({ outage: { paperNumber: "", receivedAt: "", receivedBy: "", reason: text } });
      const { problems } = checkIntake(context, actor, body);
      expect(problems).toContainEqual({
        path: "outage.reason",
        message: { zh: expect.stringContaining(said), en: expect.any(String) },
      });
      const dispatcher = testDispatcher(context);
      expect(
        await dispatcher.dispatch({ ...openSession(), role: "clerk", operatorId: actor.operator.id }, "draft.save", {
          id: randomUUID(),
          body,
          shownVersion: null,
        }),
      ).toMatchObject({ ok: true });
    },
  );
});
