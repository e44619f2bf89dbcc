import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { listPrints } from "#station/printing/print-requests.ts";
import { fillSearchIndex } from "#station/records/search-index.ts";
import { searchApplications } from "#station/search/search.ts";
import type { DetailChange } from "#shared/case/correction.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { pathsOf, problemOf } from "#test/helpers/problem-of.ts";

const header = { applicant: "示例𠮷记公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" };
const draft = (changes: Record<string, string> = {}) => yunhaiDraft({ form: { header: { ...header, ...changes } } });

async function accepted(openTestStation: OpenTestStation, changes: Record<string, string> = {}) {
  const { context, actor } = await openTestStation({ now: () => "2026-09-18T02:00:00.000Z" });
  const { id, hash } = submitApplication(context, actor, { key: randomUUID(), body: draft(changes) });
  const correct = (...list: [string, string][]) =>
    performAct(context, actor, {
      applicationId: id,
      shownVersion: getApplicationRow(context, id).version,
      act: {
        kind: "details.corrected",
        reason: "录入错误",
        changes: list.map(([field, value]): DetailChange => ({ section: "header", field, value })),
      },
    });
  return {
    context,
    actor,
    id,
    hash,
    correct,
    view: () => viewApplication(context, getApplicationRow(context, id)),
  };
}

describe("correcting the applicant's own data (更正)", () => {
  it("makes a new version with other papers, found by what it holds now; the audit names fields and hashes and no value", async ({
    openTestStation,
  }) => {
    const { context, id, hash, correct, view } = await accepted(openTestStation);
    correct(["phone", "13900009999"], ["applicant", "示例吉记公司"]);
    expect(view()).toMatchObject({
      version: 2,
      content: { form: { header: { applicant: "示例吉记公司", phone: "13900009999", site: "云海路 1 号" } } },
    });
    const data = dataOfApplication(context, getApplicationRow(context, id), "original", { kind: "unified-form" });
    expect([data.version, data.hash === hash, data.form["header"]?.["phone"]]).toEqual([2, false, "13900009999"]);
    expect(
      listPrints(context, id)
        .map(({ kind, copy }) => `${kind} ${copy}`)
        .toSorted(),
    ).toEqual(["slip 1", "slip 1", "unified-form 1", "unified-form 1", "voucher 1", "voucher 1"]);
    expect(searchApplications(context, "9999").lines.map((line) => line.id)).toEqual([id]);
    expect(searchApplications(context, "𠮷记").lines).toEqual([]);
    const entry = listAudit(context.db, id).at(-1);
    expect(entry).toMatchObject({
      verb: "details.corrected",
      detail: {
        fields: ["header.phone", "header.applicant"],
        contentBefore: expect.stringMatching(/^[0-9a-f]{64}$/),
        contentAfter: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(JSON.stringify(entry)).not.toMatch(/13900009999|13800000000|吉记/);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("is found by its corrected name also where the search index holds the one before, once and in its turn", async ({
    openTestStation,
  }) => {
    const { context, actor, id, correct } = await accepted(openTestStation);
    // A segment holds 128 applications, and all but the newest are in one afterwards.
    for (let i = 0; i < 130; i += 1)
      submitApplication(context, actor, {
        key: randomUUID(),
        body: draft({ applicant: `示例${i}号公司`, site: `云海路 ${i + 2} 号` }),
      });
    fillSearchIndex(context.db);
    correct(["applicant", "示例更正后公司"]);
    expect(searchApplications(context, "更正后").lines.map((line) => line.id)).toEqual([id]);
    expect(
      searchApplications(context, "云海路 1 号")
        .lines.map((line) => line.id)
        .filter((one) => one === id),
    ).toEqual([id]);
  });

  it("is known as a duplicate under its corrected name", async ({ openTestStation }) => {
    const { context, id, correct } = await accepted(openTestStation);
    correct(["applicant", "示例更正后公司"]);
    expect(findDuplicates(context, draft({ applicant: "示例更正后公司" })).map((line) => line.id)).toEqual([id]);
    expect(findDuplicates(context, draft())).toEqual([]);
  });

  it("refuses what is no typing error: another applicant, the address, a blank name, nothing at all", async ({
    openTestStation,
  }) => {
    const { correct, view } = await accepted(openTestStation, { creditCode: "91350100M000100Y43" });
    const { fields: other } = problemOf(() =>
      correct(["applicant", "另一家公司"], ["creditCode", "91110000000000000X"]),
    );
    expect(other.map(({ path }) => path)).toEqual(["details"]);
    expect(other[0]?.message.zh).toContain("另一申请人");
    expect(other[0]?.message.zh).toContain("另行申请");
    expect(pathsOf(() => correct(["site", "云海路 2 号"]))).toEqual(["details.header.site"]);
    expect(pathsOf(() => correct(["applicant", ""]))).toEqual(["details.header.applicant"]);
    expect(pathsOf(() => correct(["phone", "13800000000"]))).toEqual(["details.header.phone"]);
    expect(view().version).toBe(1);
  });

  it("points to the transfer where the paper offers one, and is over once the case is", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now: () => "2026-09-18T02:00:00.000Z" });
    const { id } = submitApplication(context, actor, {
      key: randomUUID(),
      body: {
        ...draft({ creditCode: "91350100M000100Y43" }),
        profileId: "neixiang",
        outsideLines: [],
        noOutsideLine: ["water"],
      },
    });
    const correct = (changes: DetailChange[]) =>
      performAct(context, actor, {
        applicationId: id,
        shownVersion: getApplicationRow(context, id).version,
        act: { kind: "details.corrected", reason: "录入错误", changes },
      });
    const { fields: other } = problemOf(() =>
      correct([
        { section: "header", field: "applicant", value: "另一家公司" },
        { section: "header", field: "creditCode", value: "91110000000000000X" },
      ]),
    );
    expect(other[0]?.message.zh).toContain("请办理更名、过户");
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "application.withdrawn", reason: "不办了" },
    });
    expect(pathsOf(() => correct([{ section: "header", field: "phone", value: "13900009999" }]))).toEqual([
      "act-impossible",
    ]);
  });

  it("several corrections do not add up to another applicant; the code may still be corrected once the name is as accepted", async ({
    openTestStation,
  }) => {
    const { correct, view } = await accepted(openTestStation, { creditCode: "91350100M000100Y43" });
    correct(["applicant", "另一家公司"]);
    expect(pathsOf(() => correct(["creditCode", "91110000000000000X"]))).toEqual(["details"]);
    expect(pathsOf(() => correct(["creditCode", ""]))).toEqual(["details"]);
    correct(["applicant", header.applicant]);
    correct(["creditCode", "91110000000000000X"]);
    expect(pathsOf(() => correct(["applicant", "另一家公司"]))).toEqual(["details"]);
    expect(view()).toMatchObject({
      version: 4,
      content: { form: { header: { applicant: header.applicant, creditCode: "91110000000000000X" } } },
    });
  });

  it("takes a name that shows nothing for a blank one", async ({ openTestStation }) => {
    const { correct } = await accepted(openTestStation);
    expect(pathsOf(() => correct(["applicant", "\u200B\u3164"]))).toEqual(["details.header.applicant"]);
  });
});
