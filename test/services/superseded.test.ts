import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { Act } from "#shared/case/act.ts";
import { printsApplicant } from "#station/documents/documents-of-act.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { listPrints } from "#station/printing/print-requests.ts";
import { supersededBy } from "#station/documents/superseded.ts";
import { correctionLines, jointCheckText } from "#templates/documents/record-text.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { takeIn } from "#test/helpers/printing-hall.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

const MORNING = "2026-09-18T02:00:00.000Z";
const CORRECT: Act = {
  kind: "details.corrected",
  reason: "录入错误",
  changes: [{ section: "header", field: "phone", value: "13900009999" }],
};

async function accepted(openTestStation: OpenTestStation, take = takeIn) {
  const { context, actor } = await openTestStation({ now: () => MORNING });
  const id = take(context, actor);
  const row = () => getApplicationRow(context, id);
  const act = (done: Act) => performAct(context, actor, { applicationId: id, shownVersion: row().version, act: done });
  const sheet = (
    kind: "unified-form" | "voucher" | "slip" | "approval-sheet" | "commitment-letter",
    utility: string | null = null,
  ) => supersededBy(context, row(), { kind, utility }, 1);
  return { context, actor, id, row, act, sheet };
}

describe("row 43: a paper is superseded by what changes its words, and by nothing else", () => {
  it("a survey appointment changes no document; a correction changes those with the data, a letter only where they promise", async ({
    openTestStation,
  }) => {
    const { act, sheet } = await accepted(openTestStation);
    act({ kind: "survey.scheduled", on: "2026-09-21" });
    expect([sheet("unified-form"), sheet("voucher"), sheet("slip"), sheet("approval-sheet")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    act(CORRECT);
    expect([
      sheet("unified-form"),
      sheet("voucher"),
      sheet("slip"),
      sheet("approval-sheet"),
      sheet("commitment-letter", "power"),
    ]).toEqual([3, 3, 3, 3, 3]);
    expect([
      printsApplicant(readProfile("yunhai"), "commitment-letter"),
      printsApplicant(readProfile("neixiang"), "commitment-letter"),
      printsApplicant(readProfile("neixiang"), "supplement-notice"),
    ]).toEqual([true, false, false]);
  });

  it("a new route supersedes voucher and slip, not the form, which says nothing of routes", async ({
    openTestStation,
  }) => {
    const { context, act, row, sheet } = await accepted(
      openTestStation,
      (on, actor) => submitApplication(on, actor, { key: randomUUID(), body: yunhaiDraft() }).id,
    );
    const before = JSON.stringify(row().decision.routes.map(({ route }) => route));
    act({
      kind: "survey.recorded",
      on: "2026-09-18",
      facts: row().content.outsideLines.map((line) => ({ ...line, lineLengthMm: 9_000_000 })),
      findings: "",
    });
    const after = JSON.stringify(dataOfApplication(context, row(), "copy").routes.map(({ route }) => route));
    expect(after).not.toBe(before);
    expect([sheet("unified-form"), sheet("voucher"), sheet("slip")]).toEqual([null, 2, 2]);
  });
});

describe("the papers after a correction (更正)", () => {
  it("are printed again, slip included, and queued older ones are withdrawn with a reason", async ({
    openTestStation,
  }) => {
    const { context, id, act } = await accepted(openTestStation);
    const kinds = listPrints(context, id)
      .filter(({ kind }) => kind !== "commitment-letter")
      .map(({ kind }) => kind);
    act(CORRECT);
    const jobs = listPrints(context, id);
    const reprinted = jobs.filter(({ recordVersion }) => recordVersion === 2);
    expect(reprinted.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    expect(reprinted.map(({ outcome, copy }) => [outcome, copy])).toEqual(kinds.map(() => ["queued", 1]));
    for (const old of jobs.filter(({ recordVersion, kind }) => recordVersion === 1 && kind !== "commitment-letter")) {
      expect(old).toMatchObject({
        outcome: "failed",
        trouble: "cancelled",
        reason: { zh: "登记内容已更正，改打第 2 版" },
      });
    }
  });

  it("are those that were given: a slip alone stays a slip alone, and what a clerk cancelled does not come back", async ({
    openTestStation,
  }) => {
    const { context, id, act } = await accepted(
      openTestStation,
      (on, actor) =>
        submitApplication(on, actor, { key: randomUUID(), body: { ...yunhaiDraft(), channel: "kiosk" } }).id,
    );
    act(CORRECT);
    expect(listPrints(context, id).map(({ kind, recordVersion }) => `${kind} ${recordVersion}`)).toEqual([
      "slip 1",
      "slip 2",
    ]);
  });

  it("say what was corrected and when, without a value, and that an earlier joint check did not see it", async ({
    openTestStation,
  }) => {
    const { context, row, act } = await accepted(openTestStation);
    act(CORRECT);
    const data = { ...dataOfApplication(context, row(), "original"), jointCheckedAt: MORNING };
    expect(correctionLines(data)).toEqual(["2026年9月18日 10:00 更正电话（第2版），此前各版作废"]);
    expect(jointCheckText(data)).toBe("2026年9月18日 10:00　申请人已核对确认当时所填内容，不含其后的更正");
    expect(jointCheckText({ ...data, corrections: [] })).toBe("2026年9月18日 10:00　申请人已核对确认");
    const slip = composeSlip(data, readCoverage())
      .lines.flatMap((line) => (line.kind === "text" ? [line.text.trim()] : []))
      .join("");
    expect(slip).toContain("更正电话（第2版）");
  });
});
