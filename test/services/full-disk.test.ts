import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { openApplicantSession, openSession, type Session } from "#station/core/session.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { saveDraft } from "#station/intake/drafts.ts";
import { startJointCheck } from "#station/intake/joint-check.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** From now on the store takes nothing, as on a full disk; the returned function makes room. */
function fill({ db }: StationContext): () => void {
  db.pragma("query_only = ON");
  return () => void db.pragma("query_only = OFF");
}

const signedIn = (operatorId: string): Session => ({ ...openSession(), role: "clerk", operatorId });

describe("while the store takes nothing", () => {
  it("a clerk reads on and signs out, the applicant's window is cleared, and the audit log says it once there is room", async ({
    openTestStation,
  }) => {
    let now = "2026-09-18T02:00:00.000Z";
    const { context, actor } = await openTestStation({ now: () => now });
    const dispatcher = testDispatcher(context);
    const other = findOperator(context.db, "clerk-2");
    if (other === null) throw new Error("the demo hall has no second clerk");
    const draftId = randomUUID();
    saveDraft(context, { ...actor, operator: other }, { id: draftId, body: yunhaiDraft() });
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    startJointCheck(context, actor, draftId, yunhaiDraft());
    const page = signedIn(actor.operator.id);
    const makeRoom = fill(context);
    now = "2026-09-18T02:01:00.000Z";

    // It is really full: what would change a record is refused.
    await expect(
      askDispatcher(dispatcher, page, "application.submit", {
        key: randomUUID(),
        body: yunhaiDraft(),
        shownVersion: null,
      }),
    ).rejects.toMatchObject({ problem: { code: "store-write-failed" } });
    expect((await askDispatcher(dispatcher, page, "case.get", { applicationId: id })).acts).toEqual([]);
    expect((await askDispatcher(dispatcher, page, "application.listDay", { on: null })).length).toBe(1);
    expect((await askDispatcher(dispatcher, page, "draft.get", { id: draftId })).parkedBy).toBe(other.name);
    const view = await askDispatcher(dispatcher, page, "session.signOut", {});
    expect([view.role, view.operator, page.role, page.operatorId]).toEqual(["none", null, "none", null]);
    expect(await askDispatcher(dispatcher, openApplicantSession(), "check.get", { withPage: false })).toBeNull();

    makeRoom();
    now = "2026-09-18T03:00:00.000Z";
    changeAs(context, SYSTEM, (unit) => unit.audit("ledger.exported", "any", {}));
    const entries = [...listAudit(context.db, draftId), ...listAudit(context.db, "session")];
    expect(
      entries.filter(({ at }) => at === "2026-09-18T02:01:00.000Z").map(({ verb, actor: by }) => [verb, by]),
    ).toEqual([
      ["draft.takenUp", actor.operator.id],
      ["session.signedOut", actor.operator.id],
    ]);
    expect(findBrokenLink(context.db)).toBeNull();
    // Written once: the next change writes them no second time.
    changeAs(context, SYSTEM, (unit) => unit.audit("ledger.exported", "any", {}));
    expect(listAudit(context.db, "session").length).toBe(1);
  });

  it("nobody signs in, so that no guess stays uncounted, and the page says why", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation();
    const makeRoom = fill(context);
    const page = openSession();
    for (const pin of ["0000", "2468"])
      await expect(
        askDispatcher(testDispatcher(context), page, "session.signIn", { operatorId: actor.operator.id, pin }),
      ).rejects.toMatchObject({ problem: { code: "store-write-failed" } });
    expect(page.role).toBe("none");
    makeRoom();
  });
});
