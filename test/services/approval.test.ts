import { randomUUID } from "node:crypto";
import { afterAll, describe, expect } from "vitest";
import type { Act } from "#shared/case/act.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { performAct } from "#station/cases/acts.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { insertPulledItem } from "#station/db/pulled-items.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { endRendering } from "#station/rendering/render.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

afterAll(() => endRendering());

const DAY = "2026-09-18";
const WORKS: Act = { kind: "opinion.recorded", signer: "works", agrees: true, text: "", signedOn: DAY };
const RIVER: Act = { kind: "opinion.recorded", signer: "示例水利处", agrees: true, text: "", signedOn: DAY };
const GRANT: Act = { kind: "approval.concluded", granted: true, on: DAY };
const NO_PARKS: Act = { kind: "signers.decided", notInvolved: ["市园林处"], reason: "不占绿地" };

/** A case in joint approval; `clerk` and `supervisor` act in their own names. */
async function approving(openTestStation: OpenTestStation) {
  const clock = new HandClock("2026-09-18T01:00:00.000Z");
  const { context, actor } = await openTestStation({ now: clock.now });
  const water = { utility: "water", on: "2026-09-25", crossings: [], lineLengthMm: 400_000, green: null };
  const body = yunhaiDraft({ outsideLines: [water] });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body });
  const boss = findOperator(context.db, "supervisor-1");
  if (boss === null) throw new Error("the hall has no supervisor");
  const as = (who: typeof actor) => (act: Act) => {
    clock.advance(1000);
    return performAct(context, who, {
      applicationId: id,
      shownVersion: getApplicationRow(context, id).version,
      act,
    });
  };
  const clerk = as(actor);
  clerk({ kind: "approval.applied", utility: "water" });
  const reports = (agrees: boolean, name = "市园林处"): void => {
    clock.advance(1000);
    const common = { id: randomUUID(), applicationId: id, at: clock.now() };
    const item: FeedItem = {
      kind: "opinion.given",
      ...common,
      by: { kind: "department", name },
      agrees,
      text: "",
      on: DAY,
    };
    insertPulledItem(context.db, {
      ...common,
      kind: item.kind,
      body: JSON.stringify(item),
      pulledAt: clock.now(),
      alert: true,
    });
  };
  const sheet = async (): Promise<string> => {
    const data = dataOfApplication(context, getApplicationRow(context, id), "original", { kind: "approval-sheet" });
    const { bytes } = await renderDocument(data, "approval-sheet");
    return (await readPdf(bytes)).pages.join("");
  };
  const audited = (verb: string) => listAudit(context.db, id).findLast((entry) => entry.verb === verb)?.detail;
  return { context, id, clerk, supervisor: as({ ...actor, operator: boss }), reports, sheet, audited };
}

/** The field and the words with which an act is refused. */
function refusal(act: () => unknown): { path?: string; zh: string } {
  try {
    act();
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    const [field] = thrown.problem.fields;
    return field === undefined
      ? { zh: `${thrown.problem.what.zh}${thrown.problem.next.zh}` }
      : { path: field.path, zh: field.message.zh };
  }
  throw new Error("it was not refused");
}

describe("granting without every opinion", () => {
  it("row 24: is refused to a clerk, who is told what is missing and who may do it", async ({ openTestStation }) => {
    const { context, id, clerk } = await approving(openTestStation);
    clerk(WORKS);
    expect(viewCase(context, id, "clerk").grant).toMatchObject({ missing: [{ zh: "市园林处" }], mayPass: false });
    for (const act of [GRANT, { ...GRANT, reason: "工期紧" }]) {
      const { path, zh } = refusal(() => clerk(act));
      expect(path).toBe("granted");
      expect(zh).toContain("尚缺市园林处的意见（共1个部门）");
      expect(zh).toContain("只有值班主管可以准予，须由主管本人登录并写明理由");
    }
  });

  it("row 24: needs a supervisor's reason, which is stored, audited, shown and printed", async ({
    openTestStation,
  }) => {
    const { clerk, supervisor, sheet, audited } = await approving(openTestStation);
    clerk(WORKS);
    expect(refusal(() => supervisor(GRANT))).toMatchObject({ path: "reason", zh: expect.stringContaining("市园林处") });
    const view = supervisor({ ...GRANT, reason: "园林处电话答复", missing: ["works"] });
    expect(view.state.status).toBe("cleared");
    expect(view.acts.at(-1)).toMatchObject({
      act: { reason: "园林处电话答复", missing: ["parks"] },
      by: "示例主管",
      passedOver: { missing: [{ zh: "市园林处" }], against: [] },
    });
    expect(audited("approval.concluded")).toMatchObject({ granted: true, missing: ["parks"], reasonGiven: true });
    const text = await sheet();
    expect(text).toContain("园林处意见准予时未取得意见");
    expect(text).toContain("准予时未取得意见：市园林处。2026年9月18日由示例主管准予，理由：园林处电话答复");
  });

  it("row 24: counts as missing where no opinion is left at all", async ({ openTestStation }) => {
    const { clerk, supervisor } = await approving(openTestStation);
    supervisor({ ...NO_PARKS, notInvolved: ["works", "parks"] });
    expect(refusal(() => clerk(GRANT)).zh).toContain("还没有登记任何部门的审批意见");
    expect(supervisor({ ...GRANT, reason: "市里会签" }).acts.at(-1)?.passedOver).toMatchObject({ isBare: true });
  });

  it("is not refused while every listed department agrees", async ({ openTestStation }) => {
    const { clerk } = await approving(openTestStation);
    clerk(WORKS);
    clerk({ ...WORKS, signer: "市 园林处" });
    const { acts, state } = clerk(GRANT);
    expect(state.opinions.map(({ signer }) => signer)).toEqual(["works", "parks"]);
    expect(acts.at(-1)).not.toHaveProperty("passedOver");
  });

  it("row 24: not granting needs a reason if no department disagrees", async ({ openTestStation }) => {
    const { clerk } = await approving(openTestStation);
    clerk(WORKS);
    expect(refusal(() => clerk({ ...GRANT, granted: false })).path).toBe("reason");
    expect(clerk({ ...GRANT, granted: false, reason: "路由冲突" }).state.status).toBe("accepted");
  });
});

describe("an opinion that came by the centre", () => {
  it("row 24: forbids granting if it disagrees, until a later opinion of the department agrees", async ({
    openTestStation,
  }) => {
    const { clerk, supervisor, reports } = await approving(openTestStation);
    clerk(WORKS);
    clerk({ ...WORKS, signer: "parks" });
    reports(false);
    for (const act of [clerk, supervisor])
      expect(refusal(() => act({ ...GRANT, reason: "工期紧" })).zh).toContain("市园林处的意见是不同意，不能准予");
    expect(refusal(() => supervisor(NO_PARKS)).zh).toContain("市园林处已经给出意见");
    clerk({ ...WORKS, signer: "parks" });
    expect(clerk(GRANT).state.status).toBe("cleared");
  });

  it("row 24: forbids granting also if no listed department sent it; the agency's later one replaces it", async ({
    openTestStation,
  }) => {
    const { clerk, reports } = await approving(openTestStation);
    clerk(WORKS);
    clerk({ ...WORKS, signer: "parks" });
    reports(false, "示例水务局");
    expect(refusal(() => clerk(GRANT)).zh).toContain("示例水务局的意见是不同意");
    reports(true, "示例水务局");
    expect(clerk(GRANT).state.status).toBe("cleared");
  });

  it("row 24: is still missing until it is recorded, so that it stands on the sheet", async ({ openTestStation }) => {
    const { clerk, reports } = await approving(openTestStation);
    clerk(WORKS);
    reports(true);
    expect(refusal(() => clerk(GRANT)).zh).toContain("尚缺市园林处的意见");
  });
});

describe("a department", () => {
  it("row 24: that the rules do not name signs with a reason; a named one needs none", async ({ openTestStation }) => {
    const { clerk, sheet, audited } = await approving(openTestStation);
    expect(refusal(() => clerk(RIVER))).toMatchObject({
      path: "reason",
      zh: expect.stringContaining("市工务局、市园林处"),
    });
    clerk({ ...RIVER, reason: "管线过河" });
    expect(audited("opinion.recorded")).toMatchObject({ unlisted: true });
    clerk({ ...WORKS, signer: "市工务局" });
    expect(audited("opinion.recorded")).not.toHaveProperty("unlisted");
    expect(await sheet()).toContain("示例水利处审批意见同意（由其签批的理由：管线过河）");
  });

  it("row 24: that is not involved prints 不涉及 and is not missing, by a supervisor's recorded decision", async ({
    openTestStation,
  }) => {
    const { context, id, clerk, supervisor, sheet, audited } = await approving(openTestStation);
    clerk(WORKS);
    expect(refusal(() => clerk(NO_PARKS)).zh).toContain("须由值班主管办理");
    expect(refusal(() => supervisor({ ...NO_PARKS, notInvolved: ["works"] })).zh).toContain("市工务局已经给出意见");
    expect(refusal(() => supervisor({ ...NO_PARKS, notInvolved: ["水利"] })).path).toBe("notInvolved");
    supervisor(NO_PARKS);
    expect(audited("signers.decided")).toMatchObject({ notInvolved: ["parks"] });
    expect(viewCase(context, id, "clerk")).toMatchObject({ state: { notInvolved: ["parks"] }, grant: { missing: [] } });
    const text = await sheet();
    expect(text).toContain("园林处意见不涉及");
    expect(text).toContain("不涉及：市园林处。2026年9月18日由示例主管核定，理由：不占绿地");
    expect(clerk(GRANT).state.status).toBe("cleared");
  });

  it("row 24: that gives its opinion after all is involved again, as everyone is in a new round", async ({
    openTestStation,
  }) => {
    const { clerk, supervisor } = await approving(openTestStation);
    supervisor(NO_PARKS);
    expect(clerk({ ...WORKS, signer: "parks", agrees: false }).state.notInvolved).toBeUndefined();
    supervisor({ ...NO_PARKS, notInvolved: ["works"] });
    clerk({ ...GRANT, granted: false });
    const again = clerk({ kind: "approval.applied", utility: "water" });
    expect(again).toMatchObject({ state: { opinions: [] }, grant: { missing: [{}, {}], against: [] } });
    expect(again.state).not.toHaveProperty("notInvolved");
  });
});
