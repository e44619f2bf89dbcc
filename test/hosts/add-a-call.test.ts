import { describe, expect } from "vitest";
import { z } from "zod";
import { call, EVERYONE, INTAKE, type Role } from "#shared/contract/call.ts";
import { calls } from "#shared/contract/calls.ts";
import { createDispatcher, type HandlersOf } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { callsWithoutWorkers } from "#test/helpers/test-dispatcher.ts";

/** What a contributor writes into the contract: names, roles, input, output. */
const memoCalls = {
  "memo.write": call<{ text: string; by: string }>()(INTAKE, z.strictObject({ text: z.string().trim().min(1) })),
  "memo.count": call<{ count: number; hasPerson: boolean }>()(EVERYONE, z.strictObject({})),
} as const;

/** What a contributor writes into the slice: a function for each name. */
function memoHandlers(): { written: string[]; handlers: HandlersOf<typeof memoCalls> } {
  const written: string[] = [];
  return {
    written,
    handlers: {
      "memo.write": (_context, { operator }, { text }) => {
        written.push(text);
        return { text, by: operator.id };
      },
      "memo.count": (_context, page) => ({ count: written.length, hasPerson: "operator" in page }),
    },
  };
}

async function openMemos(openTestStation: OpenTestStation) {
  const { context } = await openTestStation();
  const { written, handlers } = memoHandlers();
  const errors: unknown[] = [];
  const dispatcher = createDispatcher({
    context,
    contract: { ...calls, ...memoCalls },
    handlers: { ...callsWithoutWorkers(), ...handlers },
    actorOf,
    onError: (error) => errors.push(error),
  });
  const ask = (role: Role, name: string, input: unknown, operatorId: string | null = null) =>
    dispatcher.dispatch({ ...openSession(), role, operatorId }, name, input);
  return { context, ask, written, errors };
}

describe("a call that a slice adds", () => {
  it("is answered with parsed input and the person who signed in", async ({ openTestStation }) => {
    const { ask } = await openMemos(openTestStation);
    expect(await ask("clerk", "memo.write", { text: " 看现场 " }, "clerk-2")).toEqual({
      ok: true,
      value: { text: "看现场", by: "clerk-2" },
    });
  });

  it("is answered at a kiosk in the name of the operator on duty for it", async ({ openTestStation }) => {
    const { context, ask } = await openMemos(openTestStation);
    expect(await ask("kiosk", "memo.write", { text: "看现场" })).toMatchObject({
      ok: true,
      value: { by: context.station().kioskDutyOperatorId },
    });
  });

  it("names no person where a page may make it before anybody signs in", async ({ openTestStation }) => {
    const { ask } = await openMemos(openTestStation);
    const value = { count: 0, hasPerson: false };
    expect(await ask("none", "memo.count", {})).toEqual({ ok: true, value });
    expect(await ask("clerk", "memo.count", {}, "clerk-2")).toEqual({ ok: true, value });
  });

  it("is refused for its role, its person or its input before the function runs", async ({ openTestStation }) => {
    const { ask, written, errors } = await openMemos(openTestStation);
    const refused = (code: string) => ({ ok: false, problem: { code } });
    expect(await ask("none", "memo.write", { text: "a" })).toMatchObject(refused("not-signed-in"));
    expect(await ask("applicant", "memo.write", { text: "a" })).toMatchObject(refused("not-allowed"));
    expect(await ask("clerk", "memo.write", { text: "a" }, "nobody-of-that-id")).toMatchObject(
      refused("not-signed-in"),
    );
    expect(await ask("clerk", "memo.write", { text: " " }, "clerk-2")).toMatchObject(refused("bad-input"));
    expect(await ask("clerk", "memo.write", { text: "a", more: 1 }, "clerk-2")).toMatchObject(refused("bad-input"));
    expect(written).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("leaves every other call as it was", async ({ openTestStation }) => {
    const { ask } = await openMemos(openTestStation);
    expect(await ask("clerk", "draft.list", {}, "clerk-2")).toEqual({ ok: true, value: [] });
    expect(await ask("clerk", "memo.erase", {}, "clerk-2")).toMatchObject({
      ok: false,
      problem: { code: "bad-input" },
    });
  });
});
