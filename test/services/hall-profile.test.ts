import { describe, expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession, type Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listOperators } from "#station/db/operators.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { it } from "#test/helpers/station-fixture.ts";

/** Signs a person of this role in at the front door and hands back how they ask. */
async function signedIn(
  context: StationContext,
  role: "clerk" | "supervisor",
): Promise<{ session: Session; change: (profileId: string) => Promise<unknown> }> {
  const dispatcher = testDispatcher(context);
  const session = openSession();
  const operator = listOperators(context.db).find((each) => each.role === role);
  await askDispatcher(dispatcher, session, "session.signIn", { operatorId: operator?.id ?? "", pin: "2468" });
  return { session, change: (profileId) => askDispatcher(dispatcher, session, "hall.setProfile", { profileId }) };
}

const changes = (context: StationContext) =>
  listAudit(context.db, "session").filter(({ verb }) => verb === "hall.profileSet");

describe("the local rules of a hall", () => {
  it("are changed by a supervisor, whom the audit log names with the earlier rules", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    putSetting(context.db, "hall.demo", "no");
    putSetting(context.db, "hall.profile", "suizhou");
    const { session, change } = await signedIn(context, "supervisor");
    await change("yunhai");
    expect(findSetting(context.db, "hall.profile")).toBe("yunhai");
    expect(changes(context)).toMatchObject([
      { actor: session.operatorId, detail: { profileId: "yunhai", before: "suizhou" } },
    ]);
  });

  it("are not changed by a clerk of a real hall, who learns which person to ask", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    putSetting(context.db, "hall.demo", "no");
    putSetting(context.db, "hall.profile", "suizhou");
    const { change } = await signedIn(context, "clerk");
    await expect(change("yunhai")).rejects.toMatchObject({
      problem: { code: "not-allowed", next: { zh: expect.stringContaining("值班主管") } },
    });
    expect(findSetting(context.db, "hall.profile")).toBe("suizhou");
    expect(changes(context)).toEqual([]);
  });

  it("may be tried out by everybody in a demo hall, which is noted too", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const { change } = await signedIn(context, "clerk");
    await change("yunhai");
    expect(changes(context)).toHaveLength(1);
  });
});
