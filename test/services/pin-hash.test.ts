import { scryptSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it as plainIt } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import type { SessionView } from "#shared/contract/people.ts";
import { openSession } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findOperator, setPinHash } from "#station/db/operators.ts";
import { DEMO_PIN } from "#station/people/demo-people.ts";
import { hashPin, PIN_COST } from "#station/people/pin-hash.ts";
import { checkPin, signIn } from "#station/people/sign-in.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";

const CLERK = "clerk-1";

/** Signs the clerk in at a new page. */
async function enter(context: StationContext, pin: string): Promise<SessionView> {
  const page = openSession();
  return signIn(context, page, await checkPin(context, page, CLERK, pin));
}

describe("the hash of a PIN", () => {
  plainIt(
    "costs its full price once its person signed in, in a hall that was opened without a word about it",
    async () => {
      const dir = mkdtempSync(join(tmpdir(), "pin-cost-"));
      const { context, close } = await openStation(dir);
      expect(context.pinCost).toEqual(PIN_COST);
      expect(PIN_COST.N * PIN_COST.r * PIN_COST.p).toBeGreaterThanOrEqual(32_768 * 8 * 5);
      await enter(context, DEMO_PIN);
      const cost = [PIN_COST.N, PIN_COST.r, PIN_COST.p].join(":");
      expect(findOperator(context.db, CLERK)?.pinHash).toMatch(
        new RegExp(`^scrypt:${cost}:[0-9a-f]{32}:[0-9a-f]{64}$`),
      );
      close();
      rmSync(dir, { recursive: true });
    },
  );

  it("of an earlier version still lets its person in, and is made anew by that, not by a wrong PIN", async ({
    openTestStation,
  }) => {
    const { context } = await openTestStation({ pinCost: { N: 16_384, r: 8, p: 2 } });
    const salt = Buffer.alloc(16, 7);
    const earlier = `${salt.toString("hex")}:${scryptSync("1357", salt, 32).toString("hex")}`;
    setPinHash(context.db, CLERK, earlier);
    const hash = () => findOperator(context.db, CLERK)?.pinHash;
    await expect(enter(context, "1358")).rejects.toMatchObject({
      problem: { code: "wrong-pin" },
    });
    expect(hash()).toBe(earlier);
    expect((await enter(context, "1357")).operator?.id).toBe(CLERK);
    const { N, r, p } = context.pinCost;
    const made = hash();
    expect(made?.startsWith(`scrypt:${N}:${r}:${p}:`)).toBe(true);
    expect((await enter(context, "1357")).operator?.id).toBe(CLERK);
    expect(hash()).toBe(made);
  });

  it("is never made cheaper", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const dear = await hashPin("1357", { ...context.pinCost, p: 2 });
    setPinHash(context.db, CLERK, dear);
    await enter(context, "1357");
    expect(findOperator(context.db, CLERK)?.pinHash).toBe(dear);
  });

  it("is compared beside the work: a call made meanwhile is answered first", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const dispatcher = testDispatcher(context);
    const answered: string[] = [];
    const call = async (name: string, input: object): Promise<void> => {
      expect((await dispatcher.dispatch(openSession(), name, input)).ok).toBe(true);
      answered.push(name);
    };
    await Promise.all([call("session.signIn", { operatorId: CLERK, pin: DEMO_PIN }), call("session.get", {})]);
    expect(answered).toEqual(["session.get", "session.signIn"]);
  });

  it("lets nobody in at a page that became a kiosk while it was compared", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const dispatcher = testDispatcher(context);
    const page = openSession();
    const [entered] = await Promise.all([
      dispatcher.dispatch(page, "session.signIn", { operatorId: CLERK, pin: DEMO_PIN }),
      dispatcher.dispatch(page, "session.startKiosk", {}),
    ]);
    expect(entered).toMatchObject({ ok: false, problem: { code: "sign-in-overtaken" } });
    expect([page.role, page.operatorId]).toEqual(["kiosk", null]);
  });
});
