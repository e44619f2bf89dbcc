import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Answer } from "#shared/contract/call.ts";
import type { SessionView } from "#shared/contract/people.ts";
import { openStation } from "#station/app/open-station.ts";
import { supervisorOf } from "#station/app/wipe.ts";
import { openSession, type Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listAudit } from "#station/db/audit.ts";
import { DEMO_PIN } from "#station/people/demo-people.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";

const kiosk = (): Session => ({ ...openSession(), role: "kiosk" });

const enter = (context: StationContext, pin: string, operatorId = "clerk-1", page = openSession()): Promise<Answer> =>
  testDispatcher(context).dispatch(page, "session.signIn", { operatorId, pin });

const codeOf = (answer: Answer): string => (answer.ok ? "in" : answer.problem.code);

async function guess(context: StationContext, times: number, page?: Session): Promise<void> {
  for (let i = 0; i < times; i++) expect(codeOf(await enter(context, "0000", "clerk-1", page))).toBe("wrong-pin");
}

/** The troubles that a page of the supervisor shows. */
async function toldTo(context: StationContext, role: Session["role"]): Promise<string[]> {
  const page: Session = { ...openSession(), role, operatorId: role === "kiosk" ? null : "supervisor-1" };
  const answer = await testDispatcher(context).dispatch(page, "session.get", {});
  if (!answer.ok) throw new Error(answer.problem.code);
  return (answer.value as SessionView).troubles.map(({ code, what }) => `${code} ${what.zh}`);
}

describe("five wrong PINs of one person", () => {
  it("lock that person out at every page of the window for a minute, say until when, and lock nobody else out", async ({
    openTestStation,
  }) => {
    let now = "2026-09-18T02:00:20.000Z";
    const { context } = await openTestStation({ now: () => now });
    await guess(context, 5);
    const refused = await enter(context, DEMO_PIN);
    expect(refused).toMatchObject({ ok: false, problem: { code: "pin-wait" } });
    if (!refused.ok) expect(refused.problem.next.zh).toContain("10:02");
    expect(codeOf(await enter(context, DEMO_PIN, "clerk-2"))).toBe("in");
    now = "2026-09-18T02:01:20.000Z";
    expect(codeOf(await enter(context, DEMO_PIN))).toBe("in");
    // The right PIN takes the count back.
    await guess(context, 4);
    expect(codeOf(await enter(context, DEMO_PIN))).toBe("in");
  });

  it("at the kiosk keep nobody from the windows", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    await guess(context, 5, kiosk());
    expect(codeOf(await enter(context, DEMO_PIN, "clerk-1", kiosk()))).toBe("pin-wait");
    expect(codeOf(await enter(context, DEMO_PIN))).toBe("in");
  });

  it("are counted over a restart of the program", async () => {
    const dir = mkdtempSync(join(tmpdir(), "pin-tries-"));
    await plantStore(dir);
    const options = { ...testProfiles(), now: () => "2026-09-18T02:00:00.000Z" };
    for (const times of [3, 2]) {
      const { context, close } = await openStation(dir, options);
      await guess(context, times);
      close();
    }
    const { context, close } = await openStation(dir, options);
    expect(codeOf(await enter(context, DEMO_PIN))).toBe("pin-wait");
    close();
    rmSync(dir, { recursive: true });
  });

  it("are five also where all are tried at once", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const codes = (await Promise.all(Array.from({ length: 12 }, () => enter(context, "0000")))).map(codeOf);
    expect(codes.filter((code) => code === "wrong-pin")).toHaveLength(5);
    expect(codes.filter((code) => code === "pin-wait")).toHaveLength(7);
  });

  it("are told of on every staff page until the next shift, and stand in the audit log", async ({
    openTestStation,
  }) => {
    let now = "2026-09-18T02:00:00.000Z";
    const { context } = await openTestStation({ now: () => now });
    const events: string[] = [];
    context.events.subscribe(({ kind }) => events.push(kind));
    await guess(context, 4);
    expect(await toldTo(context, "supervisor")).toEqual([]);
    await guess(context, 1);
    expect(events).toEqual(["health.changed"]);
    const told = ["pin-refused 口令连续输错 5 次以上：示例经办甲（10:00，窗口）。"];
    expect(await toldTo(context, "supervisor")).toEqual(told);
    expect(await toldTo(context, "clerk")).toEqual(told);
    expect(await toldTo(context, "kiosk")).toEqual([]);
    expect(listAudit(context.db, "session").at(-1)).toMatchObject({
      verb: "session.lockedOut",
      actor: "clerk-1",
      detail: { place: "window", wrong: 5 },
    });
    // Whoever guessed right at last does not wipe the trace.
    now = "2026-09-18T02:05:00.000Z";
    expect(codeOf(await enter(context, DEMO_PIN))).toBe("in");
    expect(await toldTo(context, "supervisor")).toEqual(told);
    now = "2026-09-18T14:01:00.000Z";
    expect(await toldTo(context, "supervisor")).toEqual([]);
  });
});

it("a supervisor's PIN cannot be guessed through `hall wipe`: its tries count with those at the sign-in page", async ({
  openTestStation,
}) => {
  const { context } = await openTestStation();
  for (let i = 0; i < 4; i++) await expect(supervisorOf(context, "0000")).rejects.toThrow("wrong-pin");
  await expect(supervisorOf(context, DEMO_PIN)).resolves.toMatchObject({ id: "supervisor-1" });
  for (let i = 0; i < 5; i++) await expect(supervisorOf(context, "0000")).rejects.toThrow("wrong-pin");
  await expect(supervisorOf(context, DEMO_PIN)).rejects.toThrow("pin-wait");
  expect(codeOf(await enter(context, DEMO_PIN, "supervisor-1"))).toBe("pin-wait");
});
