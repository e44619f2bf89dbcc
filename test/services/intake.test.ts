import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { saveDraft, listDraftLines } from "#station/intake/drafts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { recordInterpretation } from "#station/rules/interpretations.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { problemOf } from "#test/helpers/problem-of.ts";

const TABLES = [
  "applications",
  "contacts",
  "audit",
  "outbox_entries",
  "print_jobs",
  "number_series",
  "deadline_events",
  "profile_snapshots",
  "drafts",
] as const;
const now = () => "2026-09-18T08:50:00.000Z";

describe("intake", () => {
  it("writes the application, its audit entry, its outbox entry and its print jobs together", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const application = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    expect(readAcceptanceNumber(application.acceptanceNumber)).toMatchObject({ ok: true, serial: 1, year: 2026 });
    expect(application.dutyHolder.name).toBe(actor.operator.name);
    expect(application.contacts).toHaveLength(1);
    expect(listAudit(context.db, application.id).map((entry) => entry.verb)).toEqual(["application.accepted"]);
    expect(viewOutbox(context.db, 10)).toMatchObject({ waiting: 1, sent: 0 });
    expect(listPrintJobs(context.db, application.id).map((job) => job.kind)).toEqual(
      expect.arrayContaining(["unified-form", "voucher", "slip"]),
    );
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("gives the same application for the same key, and refuses the key with other content", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    const first = submitApplication(context, actor, { key, body: yunhaiDraft() });
    expect(submitApplication(context, actor, { key, body: yunhaiDraft({ at: "form.header.phone" }) }).id).toBe(
      first.id,
    );
    expect(
      problemOf(() => submitApplication(context, actor, { key, body: yunhaiDraft({ utilities: ["water", "power"] }) }))
        .code,
    ).toBe("key-used");
    expect(context.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 1 });
  });

  it("writes nothing at all when a field is wrong, and names the field", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    const counts = () =>
      TABLES.map((table) => context.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    const before = counts();
    const bad = yunhaiDraft({ outsideLines: [{ utility: "water", lineLengthMm: -5 }] });
    const problem = problemOf(() => submitApplication(context, actor, { key: randomUUID(), body: bad }));
    expect(problem.fields.map((field) => field.path)).toEqual(["outsideLines[0].lineLengthMm"]);
    expect(counts()).toEqual(before);
  });

  it("loses the whole act when one of its writes fails", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    context.db.exec("CREATE TRIGGER fail_print BEFORE INSERT ON print_jobs BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(() => submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() })).toThrow("no");
    expect(
      context.db
        .prepare(
          "SELECT (SELECT count(*) FROM applications) + (SELECT count(*) FROM outbox_entries) + (SELECT count(*) FROM number_series) AS n",
        )
        .get(),
    ).toEqual({ n: 0 });
  });

  it("removes the draft with the act, and a late autosave does not bring it back", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    const key = randomUUID();
    saveDraft(context, actor, { id: key, body: yunhaiDraft() });
    expect(listDraftLines(context)).toMatchObject([{ id: key, applicant: "示例𠮷记公司" }]);
    submitApplication(context, actor, { key, body: yunhaiDraft() });
    saveDraft(context, actor, { id: key, body: yunhaiDraft() });
    expect(listDraftLines(context)).toEqual([]);
  });

  it("takes an outside line about which nothing is said as unmeasured, and one said not to be needed as none", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const unsaid = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ outsideLines: [] }) });
    expect(unsaid.routes).toMatchObject([{ utility: "water", route: "joint-approval" }]);
    expect(unsaid.warnings.map((warning) => warning.path)).toContain("outsideLines");
    const none = submitApplication(context, actor, {
      key: randomUUID(),
      body: yunhaiDraft({ outsideLines: [], noOutsideLine: ["water"] }),
    });
    expect(none.routes).toEqual([]);
  });

  it("records a reading with who decided it, and leaves the route of an accepted application as it was", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const application = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    const ambiguity = context.profiles.get("yunhai").profile.ambiguities[0];
    const other = ambiguity?.readings.find((reading) => reading.id !== ambiguity.default);
    if (!ambiguity || !other) throw new Error("the made-up locality needs an ambiguity");
    const lines = recordInterpretation(context, actor, {
      profileId: "yunhai",
      ambiguity: ambiguity.id,
      interpretation: other.id,
      note: "示例会议纪要",
    });
    expect(lines.find((line) => line.id === ambiguity.id)).toMatchObject({
      inForce: other.id,
      recordedBy: actor.operator.name,
    });
    const { routes, profileVersion } = application;
    expect(viewApplication(context, getApplicationRow(context, application.id))).toMatchObject({
      routes,
      profileVersion,
    });
  });
});
