import { describe, expect } from "vitest";
import { openSession } from "#station/core/session.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const KEY = "0192f0c1-7a3e-4000-8000-00000000000a";
const deep = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));

describe("calls of a hostile shape", () => {
  async function ask(openTestStation: OpenTestStation, name: string, input: unknown) {
    const { context, actor } = await openTestStation();
    const dispatcher = testDispatcher(context);
    return dispatcher.dispatch({ ...openSession(), role: "clerk", operatorId: actor.operator.id }, name, input);
  }

  it.for(["application.submit", "intake.check", "draft.save"])(
    "`%s` names the field that is nested without end",
    async (name, { openTestStation }) => {
      const body = { ...yunhaiDraft(), form: { water: { demand: deep(100_000) } } };
      const inputs: Record<string, object> = {
        "application.submit": { key: KEY, body },
        "draft.save": { id: KEY, body },
      };
      expect(await ask(openTestStation, name, inputs[name] ?? { body })).toMatchObject({
        ok: false,
        problem: {
          code: "bad-input",
          fields: [
            {
              path: expect.stringMatching(/^body\.form\.water\.demand\[0\]/),
              message: { zh: expect.stringMatching(/嵌套超过/) },
            },
          ],
        },
      });
    },
  );

  it("answers in one line of words to 200,000 unknown names, wherever they stand", async ({ openTestStation }) => {
    const names = Object.fromEntries(Array.from({ length: 200_000 }, (_, nth) => [`name-${nth}`, {}]));
    for (const input of [names, { key: KEY, body: { ...yunhaiDraft(), form: { header: names } } }]) {
      const answer = await ask(openTestStation, "application.submit", input);
      expect(answer).toMatchObject({ ok: false, problem: { code: "bad-input", fields: [expect.anything()] } });
      expect(JSON.stringify(answer).length).toBeLessThan(2_000);
    }
  });

  it("refuses a key named __proto__ instead of losing it", async ({ openTestStation }) => {
    const body: unknown = JSON.parse(
      JSON.stringify(yunhaiDraft()).replace('"header":{', '"header":{"__proto__":{"applicant":"x"},'),
    );
    expect(await ask(openTestStation, "application.submit", { key: KEY, body })).toMatchObject({
      ok: false,
      problem: { code: "bad-input", fields: [{ path: "body.form.header.__proto__" }] },
    });
  });

  it("takes an ordinary one", async ({ openTestStation }) => {
    expect(await ask(openTestStation, "application.submit", { key: KEY, body: yunhaiDraft() })).toMatchObject({
      ok: true,
    });
  });
});
