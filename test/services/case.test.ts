import { randomUUID } from "node:crypto";
import { afterAll, describe, expect } from "vitest";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { endRendering } from "#station/rendering/render.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { renderDocument } from "#station/documents/render-document.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { requestPrint } from "#station/printing/print-requests.ts";
import type { Act } from "#shared/case/act.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

afterAll(() => endRendering());

const FRIDAY = "2026-09-18T01:00:00.000Z";
const line = (lineLengthMm: number): OutsideLine => ({
  utility: "water",
  on: "2026-09-25",
  crossings: [],
  lineLengthMm,
  green: null,
});
const SIGN: Act = { kind: "letter.signed", utility: "water", promisor: "示例𠮷记公司", signedOn: "2026-09-18" };
const survey = (lineLengthMm: number): Act => ({
  kind: "survey.recorded",
  on: "2026-09-18",
  facts: [line(lineLengthMm)],
  findings: "路由改道",
});
const APPLY: Act = { kind: "approval.applied", utility: "water" };

async function accepted(openTestStation: OpenTestStation, lineLengthMm = 30_000) {
  const clock = new HandClock(FRIDAY);
  const { context, actor } = await openTestStation({ now: clock.now });
  const { id } = submitApplication(context, actor, {
    key: randomUUID(),
    body: yunhaiDraft({ outsideLines: [line(lineLengthMm)] }),
  });
  const play = (...acts: Act[]) => {
    for (const act of acts)
      performAct(context, actor, { applicationId: id, shownVersion: getApplicationRow(context, id).version, act });
    return viewCase(context, id, "clerk");
  };
  return { clock, context, actor, id, play };
}

/** The text of a paper as it is printed, without spaces. */
async function textOf(context: StationContext, id: string, kind: DocumentKind): Promise<string> {
  const { bytes } = await renderDocument(
    dataOfApplication(context, getApplicationRow(context, id), "original", { kind }),
    kind,
  );
  return (await readPdf(bytes)).pages.join("");
}

describe("what a survey changes", () => {
  it("row 22: is shown per utility, before and after, with only the reasons that differ", async ({
    openTestStation,
  }) => {
    const { play } = await accepted(openTestStation);
    const view = play(SIGN, survey(400_000));
    const [change] = view.acts.at(-1)?.changes ?? [];
    expect(view.acts[0]?.changes).toEqual([]);
    expect(change).toMatchObject({
      utility: "water",
      before: { route: "commitment", letter: true },
      after: { route: "joint-approval", letter: false },
    });
    expect(change?.reasons.length).toBeGreaterThan(0);
    for (const { before, after } of change?.reasons ?? [])
      expect(`${before?.verdict} ${before?.text.zh}`).not.toBe(`${after?.verdict} ${after?.text.zh}`);
    expect(view.changes).toEqual([change]);
  });

  it("row 23: voids a signed letter by a numbered, dated note that names the letter, why, and the route now", async ({
    openTestStation,
  }) => {
    const { context, id, play } = await accepted(openTestStation);
    const view = play(SIGN, survey(400_000));
    expect(view.state.letters).toMatchObject([{ utility: "water", voided: { at: FRIDAY } }]);
    const { voucherNumber, notice } = view.acts.at(-1) ?? {};
    expect(notice).toBe("letter-void-note");
    const text = await textOf(context, id, "letter-void-note");
    for (const part of [
      "承诺书失效说明",
      voucherNumber ?? "none",
      "示例𠮷记公司",
      "签署日期：2026年9月18日",
      "重新判定为：会签",
      "失效理由",
      "按踏勘实测结果重新判定",
      "2026年9月18日",
    ])
      expect(text).toContain(part);
  });

  it("gives no note where no letter was signed, and asks for the approval sheet and its lead where they are needed now", async ({
    openTestStation,
  }) => {
    const { context, id, play } = await accepted(openTestStation);
    const view = play(survey(400_000));
    expect(view.acts[0]).toMatchObject({ notice: null, voucherNumber: null });
    expect(
      listPrintJobs(context.db, id)
        .filter((job) => job.recordVersion === 2)
        .map((job) => job.kind),
    ).toEqual(["approval-sheet"]);
    expect(viewApplication(context, getApplicationRow(context, id)).lead?.zh).toContain("市工务局");
    expect(await textOf(context, id, "approval-sheet")).toContain("牵头：由市工务局牵头");
  });

  it("may find that a utility needs no outside line at all", async ({ openTestStation }) => {
    const { play } = await accepted(openTestStation);
    const view = play(SIGN, {
      kind: "survey.recorded",
      on: "2026-09-18",
      facts: [],
      noOutsideLine: ["water"],
      findings: "",
    });
    expect(view.state).toMatchObject({ routes: [], facts: [], status: "cleared" });
    expect(view.changes).toMatchObject([{ utility: "water", after: null }]);
  });
});

describe("opinions", () => {
  it("row 24: are printed on the approval sheet with signer and date, a bare one as 同意", async ({
    openTestStation,
  }) => {
    const { clock, context, id, play } = await accepted(openTestStation, 400_000);
    play(APPLY, { kind: "opinion.recorded", signer: "works", agrees: true, text: "", signedOn: "2026-09-18" });
    clock.set("2026-09-21T01:00:00.000Z");
    play({ kind: "opinion.recorded", signer: "市园林处", agrees: false, text: "须避让古树", signedOn: "2026-09-21" });
    const text = await textOf(context, id, "approval-sheet");
    expect(text).toMatch(/工务局意见同意2026年9月18日/);
    expect(text).toMatch(/园林处意见须避让古树2026年9月21日/);
  });

  it("row 24: of a department that the paper does not list are printed below the listed ones", async ({
    openTestStation,
  }) => {
    const { context, id, play } = await accepted(openTestStation, 400_000);
    const other = { kind: "opinion.recorded", signer: "示例水利处", agrees: false, text: "" } as const;
    play(APPLY, { ...other, signedOn: "2026-09-18", reason: "管线过河" });
    expect(await textOf(context, id, "approval-sheet")).toContain(
      "示例水利处审批意见不同意（由其签批的理由：管线过河）签批时间：2026年9月18日",
    );
  });

  it("row 24: name the late signers from the day the joint approval is due, and nobody once all have signed", async ({
    openTestStation,
  }) => {
    const { clock, context, id, play } = await accepted(openTestStation, 400_000);
    play(APPLY, { kind: "opinion.recorded", signer: "works", agrees: true, text: "", signedOn: "2026-09-18" });
    expect(viewCase(context, id, "supervisor").lateSigners).toBeNull();
    clock.set("2026-09-22T01:00:00.000Z");
    expect(viewCase(context, id, "supervisor").lateSigners).toMatchObject({
      state: "due-today",
      signers: [{ zh: "市园林处" }],
    });
    clock.set("2026-09-23T01:00:00.000Z");
    expect(viewCase(context, id, "supervisor").lateSigners).toMatchObject({ state: "overdue", named: true });
    expect(
      play({ kind: "opinion.recorded", signer: "parks", agrees: true, text: "", signedOn: "2026-09-23" }).lateSigners,
    ).toBeNull();
  });

  it("row 24: a disagreeing department keeps the approval from being granted until its new opinion agrees", async ({
    openTestStation,
  }) => {
    const { play } = await accepted(openTestStation, 400_000);
    const opinion = (signer: string, agrees: boolean): Act => ({
      kind: "opinion.recorded",
      signer,
      agrees,
      text: "",
      signedOn: "2026-09-18",
      ...(signer === "示例水利处" ? { reason: "管线过河" } : {}),
    });
    const grant: Act = { kind: "approval.concluded", granted: true, on: "2026-09-18" };
    play(APPLY, opinion("works", true), opinion("parks", false), opinion("示例水利处", false));
    const named = { zh: expect.stringContaining("市园林处、示例水利处的意见是不同意") };
    const fields = [{ path: "granted", message: expect.objectContaining(named) }];
    expect(() => play(grant)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "bad-input", fields }) }),
    );
    expect(play(opinion("示例水利处", true)).state.status).toBe("approving");
    expect(() => play(grant)).toThrow(/bad-input/);
    expect(play(opinion("市园林处", true), grant).state.status).toBe("cleared");
  });

  it("start again when an approval that was not granted is applied for again", async ({ openTestStation }) => {
    const { play } = await accepted(openTestStation, 400_000);
    const view = play(
      APPLY,
      { kind: "opinion.recorded", signer: "works", agrees: false, text: "不同意", signedOn: "2026-09-18" },
      { kind: "approval.concluded", granted: false, on: "2026-09-18" },
      APPLY,
    );
    expect(view.state).toMatchObject({ status: "approving", opinions: [] });
    expect(view.acts).toHaveLength(4);
  });
});

describe("an act's paper and date", () => {
  it("row 12: a second notice of a kind is an original with a number of its own; asking for it again is a reprint", async ({
    openTestStation,
  }) => {
    const { context, actor, id, play } = await accepted(openTestStation);
    const ask = (reasonForAnother: string | null): Act => ({
      kind: "supplement.requested",
      items: ["授权书"],
      reasonForAnother,
    });
    const view = play(ask(null), { kind: "supplement.received" }, ask("规则更新"));
    const copies = () =>
      listPrintJobs(context.db, id)
        .filter((job) => job.kind === "supplement-notice")
        .map((job) => job.copy);
    expect(copies()).toEqual([1, 1]);
    expect(new Set(view.acts.flatMap(({ voucherNumber }) => voucherNumber ?? [])).size).toBe(2);
    const again = () =>
      requestPrint(context, actor, { applicationId: id, kind: "supplement-notice", utility: null, why: "补打" });
    expect(again).toThrow(/print-waiting/);
    context.db.exec("UPDATE print_jobs SET outcome = 'sent'");
    again();
    expect(copies()).toEqual([1, 1, 2]);
    expect(await textOf(context, id, "supplement-notice")).toContain("再次告知理由规则更新");
  });

  it.for<[string, Act]>([
    ["a connection of tomorrow", { kind: "connection.made", utility: "water", on: "2026-09-19" }],
    ["a letter signed tomorrow", { ...SIGN, signedOn: "2026-09-19" }],
    ["a survey agreed for yesterday", { kind: "survey.scheduled", on: "2026-09-17" }],
    ["a survey agreed for the end of days", { kind: "survey.scheduled", on: "9999-12-31" }],
    ["a survey agreed for a year and a day ahead", { kind: "survey.scheduled", on: "2027-09-19" }],
    ["a tolerance of ten years", { kind: "tolerance.granted", items: ["房产证明"], dueOn: "2036-09-18" }],
    ["a letter signed before the acceptance", { ...SIGN, signedOn: "2026-09-17" }],
    [
      "an opinion given before the acceptance",
      { kind: "opinion.recorded", signer: "works", agrees: true, text: "", signedOn: "2026-09-17" },
    ],
    ["work begun before the acceptance", { kind: "construction.started", on: "2026-09-17" }],
    ["a connection made before the acceptance", { kind: "connection.made", utility: "water", on: "2026-09-17" }],
    ["a survey of two years ago", { kind: "survey.recorded", on: "2024-09-18", facts: [line(1000)], findings: "" }],
    ["a tolerance that ended yesterday", { kind: "tolerance.granted", items: ["房产证明"], dueOn: "2026-09-17" }],
  ])("refuses %s as a slip of the date and writes nothing", async ([_name, act], { openTestStation }) => {
    const { play, context, id } = await accepted(openTestStation);
    expect(() => play(act)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: "bad-input",
          fields: [
            expect.objectContaining({ message: expect.objectContaining({ zh: expect.stringContaining("日期") }) }),
          ],
        }),
      }),
    );
    expect(viewCase(context, id, "clerk")).toMatchObject({ version: 1, acts: [] });
  });
});

it("takes a survey agreed for a year ahead, and one made before the application was accepted", async ({
  openTestStation,
}) => {
  const { play } = await accepted(openTestStation);
  const view = play(
    { kind: "survey.scheduled", on: "2027-09-18" },
    { kind: "survey.recorded", on: "2026-09-01", facts: [line(1000)], findings: "" },
  );
  expect(view.state.surveyOn).toBe("2026-09-01");
});
