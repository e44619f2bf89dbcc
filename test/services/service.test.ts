import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { checkIntake, submitApplication } from "#station/intake/submit.ts";
import { listPrints } from "#station/printing/print-requests.ts";
import { searchApplications } from "#station/search/search.ts";
import type { Act } from "#shared/case/act.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { offeredServices } from "#shared/profile/services.ts";
import { slipText } from "#test/helpers/slip-text.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { pathsOf } from "#test/helpers/problem-of.ts";

const now = () => "2026-09-18T02:00:00.000Z";
const header = { applicant: "示例新户公司", site: "示例路 8 号", contact: "示例人", phone: "13800000000" };

/** A transfer of two accounts at a locality whose paper offers it; invented people. */
const transfer = (changes: Partial<DraftBody> = {}): DraftBody => ({
  profileId: "neixiang",
  utilities: ["water", "power"],
  channel: "counter",
  service: "transfer",
  form: {
    header,
    change: { oldHolder: "示例旧户公司", newHolder: "示例新户公司", reason: "厂房转让" },
    water: { account: "W-0001" },
    power: { account: "P-0002" },
  },
  outsideLines: [],
  noOutsideLine: [],
  at: null,
  ...changes,
});

const connection = (): DraftBody => ({
  ...transfer(),
  service: undefined,
  form: { header },
  noOutsideLine: ["water", "power"],
});

describe("change of name and transfer (更名、过户)", () => {
  it("offers them only where the paper does", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    const offered = Object.fromEntries(
      context.profiles.list().map(({ profile }) => [profile.id, offeredServices(profile).map(({ id }) => id)]),
    );
    expect(offered).toMatchObject({
      neixiang: [null, "rename", "transfer"],
      xianning: [null],
      suizhou: [null],
      hunan: [null],
      huoqiu: [null],
      yunhai: [null],
    });
    expect(
      pathsOf(() =>
        submitApplication(context, actor, {
          key: randomUUID(),
          body: { ...yunhaiDraft({ outsideLines: [] }), service: "transfer" },
        }),
      ),
    ).toContain("service");
  });

  it("takes a transfer in without outside line, letter, approval or clock, on its own inferred form", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const application = submitApplication(context, actor, { key: randomUUID(), body: transfer() });
    expect(application).toMatchObject({
      content: {
        service: "transfer",
        outsideLines: [],
        form: { change: { oldHolder: "示例旧户公司" }, water: { account: "W-0001" } },
      },
      routes: [],
      deadlines: [],
      lead: null,
    });
    expect(application.warnings).toEqual([]);
    expect(
      listPrints(context, application.id)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(["slip", "unified-form", "voucher"]);
    const row = getApplicationRow(context, application.id);
    const data = dataOfApplication(context, row, "original");
    expect([data.profile.form.title, data.service]).toEqual([
      "水电气暖信过户申请表",
      { label: { zh: "过户", en: "Transfer" }, change: true, previousApplication: null },
    ]);
    const slip = slipText(data);
    expect(slip).toContain("申请服务：过户");
    expect(slip).toContain("办理业务：水、电");
    expect(slip).toContain("文件未规定时限");
    expect(searchApplications(context, "旧户公司").lines.map(({ id }) => id)).toEqual([application.id]);
  });

  it("goes from accepted over each utility done to closed, and names no step of an outside line", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: transfer() });
    const act = (what: Act) =>
      performAct(context, actor, {
        applicationId: id,
        shownVersion: getApplicationRow(context, id).version,
        act: what,
      });
    const view = viewCase(context, id, "clerk");
    expect(view.next.map(({ kind }) => kind)).toEqual([
      "supplement.requested",
      "tolerance.granted",
      "connection.made",
      "details.corrected",
      "application.refused",
      "application.withdrawn",
    ]);
    expect(view.next.find(({ kind }) => kind === "connection.made")?.label.zh).toBe("办理完成");
    expect(pathsOf(() => act({ kind: "survey.scheduled", on: "2026-09-21" }))).toEqual(["act-impossible"]);
    expect(pathsOf(() => act({ kind: "construction.started", on: "2026-09-18" }))).toEqual(["act-impossible"]);
    act({ kind: "connection.made", utility: "water", on: "2026-09-18" });
    expect(act({ kind: "connection.made", utility: "power", on: "2026-09-18" }).status.zh).toBe("已办理");
    expect(act({ kind: "case.closed", on: "2026-09-18" }).status.zh).toBe("已办结");
  });

  it("refuses an outside line, asks for old and new holder, and knows no earlier number that is not stored", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const problems = (body: DraftBody) => checkIntake(context, actor, body).problems.map(({ path }) => path);
    expect(
      problems(
        transfer({
          outsideLines: [{ utility: "water", on: "2026-09-18", crossings: [], lineLengthMm: 1000, green: null }],
        }),
      ),
    ).toContain("outsideLines");
    expect(problems(transfer({ form: { header } }))).toEqual(["form.change.oldHolder", "form.change.newHolder"]);
    expect(problems(transfer({ earlier: "NONE-2026-000001-X" }))).toEqual(["earlier"]);
    expect(problems({ ...connection(), earlier: "NONE-2026-000001-X" })).toEqual(["earlier"]);
  });

  it("is linked to the stored application that it follows", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation({ now });
    const earlier = submitApplication(context, actor, { key: randomUUID(), body: connection() });
    const { id } = submitApplication(context, actor, {
      key: randomUUID(),
      body: transfer({ earlier: earlier.acceptanceNumber.toLowerCase() }),
    });
    expect(viewApplication(context, getApplicationRow(context, id)).content.earlier).toEqual({
      id: earlier.id,
      acceptanceNumber: earlier.acceptanceNumber,
    });
    expect(listAudit(context.db, id)).toHaveLength(1);
  });

  it("is no duplicate of the connection at the same address, but of another transfer there", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    submitApplication(context, actor, { key: randomUUID(), body: connection() });
    expect(findDuplicates(context, transfer())).toEqual([]);
    const first = submitApplication(context, actor, { key: randomUUID(), body: transfer() });
    expect(findDuplicates(context, transfer()).map(({ id }) => id)).toEqual([first.id]);
  });

  it("follows no application of another locality or one that came to nothing, and questions one at another address", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now });
    const check = (earlier: string) => {
      const { problems, warnings } = checkIntake(context, actor, transfer({ earlier }));
      return [problems, warnings].map((list) =>
        list.filter(({ path }) => path === "earlier").map(({ message }) => message.zh),
      );
    };
    const inYunhai = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    expect(check(inYunhai.acceptanceNumber)).toEqual([["这个受理编号的申请属于另一地方；请核对，或留空。"], []]);
    const other = submitApplication(context, actor, {
      key: randomUUID(),
      body: {
        ...connection(),
        form: { header: { ...header, site: "示例路 9 号" } },
      },
    });
    expect(check(other.acceptanceNumber)).toEqual([[], ["原报装的安装地址与这次填写的不同，请核对受理编号。"]]);
    performAct(context, actor, {
      applicationId: other.id,
      shownVersion: 1,
      act: { kind: "application.withdrawn", reason: "不办了" },
    });
    expect(check(other.acceptanceNumber)).toEqual([["这个受理编号的申请已撤回，没有接通；请核对，或留空。"], []]);
    expect(
      check(submitApplication(context, actor, { key: randomUUID(), body: connection() }).acceptanceNumber),
    ).toEqual([[], []]);
  });
});
