import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { setApplicationStatus } from "#station/db/applications.ts";
import { listAudit } from "#station/db/audit.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { problemOf } from "#test/helpers/problem-of.ts";

const header = {
  applicant: "云海样品有限公司",
  site: "云海市样品路 8 号",
  contact: "王小明",
  phone: "13800001111",
  creditCode: "91420000MA00000013",
};
const draft = (changes: Partial<typeof header> = {}, rest: Partial<DraftBody> = {}): DraftBody =>
  yunhaiDraft({ form: { header: { ...header, ...changes } }, ...rest });

describe("duplicates", () => {
  it("row 6: the same applicant, address and utility is found, with its number, window and duty holder", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const first = submitApplication(context, actor, {
      key: randomUUID(),
      body: draft(),
      place: "page",
      duplicate: "ask",
    });
    expect(
      findDuplicates(
        context,
        draft({ applicant: "云海样品 有限公司", site: "云海市样品路８号", phone: "13900002222" }),
      ),
    ).toEqual([
      expect.objectContaining({
        id: first.id,
        acceptanceNumber: first.acceptanceNumber,
        window: context.station().name,
        utilities: ["water"],
        dutyHolder: {
          name: actor.operator.name,
          phone: actor.operator.phone,
          organisation: actor.operator.organisation,
        },
      }),
    ]);
  });

  it("row 6: another name with the same credit code is the same applicant; another address or utility is another case", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    submitApplication(context, actor, { key: randomUUID(), body: draft(), place: "page", duplicate: "ask" });
    expect(findDuplicates(context, draft({ applicant: "云海样品（集团）公司" }))).toHaveLength(1);
    expect(findDuplicates(context, draft({ site: "云海市样品路 18 号" }))).toEqual([]);
    expect(findDuplicates(context, draft({}, { utilities: ["power"], outsideLines: [] }))).toEqual([]);
    expect(findDuplicates(context, draft({ applicant: "别家公司", creditCode: "" }))).toEqual([]);
    expect(findDuplicates(context, draft({ applicant: "" }))).toEqual([]);
  });

  it("row 6: nothing is accepted before a person has chosen, and the choice is in the audit log and beside the record", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const first = submitApplication(context, actor, {
      key: randomUUID(),
      body: draft(),
      place: "page",
      duplicate: "ask",
    });
    const key = randomUUID();
    const problem = problemOf(() =>
      submitApplication(context, actor, { key, body: draft(), place: "page", duplicate: "ask" }),
    );
    expect(problem.code).toBe("duplicate-undecided");
    expect(problem.what.zh).toContain(first.acceptanceNumber);
    expect(context.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 1 });
    const second = submitApplication(context, actor, {
      key,
      body: draft(),
      place: "page",
      duplicate: {
        reason: "other",
        note: "王小明说是另一栋",
      },
    });
    expect(second.warnings.find((warning) => warning.path === "duplicate")?.message.zh).toContain(
      `${first.acceptanceNumber} 申请人、地址和业务相同，另行受理：其他（请写明）：王小明说是另一栋`,
    );
    const [, note] = listAudit(context.db, second.id);
    expect(note).toMatchObject({ verb: "duplicate.overruled", detail: { duplicateOf: [first.id], reason: "other" } });
    expect(JSON.stringify(listAudit(context.db, second.id))).not.toContain("王小明");
    // The same key again gives the same application, whatever word comes with it.
    expect(submitApplication(context, actor, { key, body: draft(), place: "page", duplicate: "ask" }).id).toBe(
      second.id,
    );
  });

  it("row 6: an application refused or withdrawn is no duplicate", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation();
    const first = submitApplication(context, actor, { key: randomUUID(), body: draft() });
    setApplicationStatus(context.db, first.id, "withdrawn", null);
    expect(findDuplicates(context, draft())).toEqual([]);
    expect(
      submitApplication(context, actor, {
        key: randomUUID(),
        body: draft(),
        place: "page",
        duplicate: "ask",
      }).warnings.filter((warning) => warning.path === "duplicate"),
    ).toEqual([]);
  });

  it("row 6: at a kiosk and from a file it is taken in with a note that names no other case", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const first = submitApplication(context, actor, { key: randomUUID(), body: draft() });
    const second = submitApplication(context, actor, { key: randomUUID(), body: draft() });
    const note = second.warnings.find((warning) => warning.path === "duplicate");
    expect(note?.message.zh).toBe("可能与已受理的申请重复，请窗口核对");
    expect(
      listAudit(context.db, second.id).map((entry) => [entry.verb, entry.detail["duplicateOf"] ?? null]),
    ).toContainEqual(["duplicate.noted", [first.id]]);
  });
});
