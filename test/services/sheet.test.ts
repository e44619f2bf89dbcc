import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { Act } from "#shared/case/act.ts";
import type { ScanMark } from "#shared/contract/documents.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { readScan } from "#shared/identifiers/scan.ts";
import { qrContent } from "#templates/documents/document-data.ts";
import { listAudit } from "#station/db/audit.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { openUploads } from "#station/lib/uploads.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { addAttachment, listFiles } from "#station/cases/attachments.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { dataOfJob } from "#station/printing/job-data.ts";
import { noteJob } from "#station/printing/job-changes.ts";
import { readScannedDocument } from "#station/documents/scanned-document.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { smallPng } from "#test/helpers/png.ts";
import { sha256 } from "#station/lib/hashes.ts";

const AT = "2026-09-18T02:00:00.000Z";
const CORRECT: Act = {
  kind: "details.corrected",
  reason: "录入错误",
  changes: [{ section: "header", field: "phone", value: "13900009999" }],
};

/** An application whose every paper was handed to a printer. */
async function printed(openTestStation: OpenTestStation) {
  const { context, actor } = await openTestStation({ now: () => AT });
  const line = { on: "2026-09-18", crossings: [], lineLengthMm: 100_000, green: null };
  const { id } = submitApplication(context, actor, {
    key: randomUUID(),
    body: yunhaiDraft({
      utilities: ["water", "power"],
      outsideLines: [
        { utility: "water", ...line },
        { utility: "power", ...line },
      ],
    }),
  });
  const mark = (kind: string, utility: string | null = null): ScanMark => {
    const job = listPrintJobs(context.db, id).findLast((one) => one.kind === kind && one.utility === utility);
    if (job === undefined) throw new Error(`no ${kind}`);
    const scan = readScan(qrContent(dataOfJob(context, job), kind));
    if (scan.kind !== "paper") throw new Error("no paper");
    return { document: scan.document, version: scan.version, shortHash: scan.shortHash };
  };
  const hand = () => {
    for (const job of listPrintJobs(context.db, id))
      if (job.outcome === "queued")
        noteJob(context, job.id, "queued", { what: "result", by: null, to: { outcome: "sent", attempts: 1 } });
  };
  const act = (done: Act) =>
    performAct(context, actor, { applicationId: id, shownVersion: getApplicationRow(context, id).version, act: done });
  const attach = (sheet: ScanMark | null, bytes = smallPng(), name = "扫描.png") =>
    addAttachment(context, actor, openUploads(), {
      applicationId: id,
      uploadId: randomUUID(),
      offset: 0,
      base64: bytes.toString("base64"),
      last: { name, hash: sha256(bytes), sheet },
    });
  return { context, actor, id, mark, hand, act, attach };
}

async function refusal(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return "none";
}

describe("row 42: a paper in the hand", () => {
  it("is shown with its version and whether it is current, through every kind of change", async ({
    openTestStation,
  }) => {
    const { context, id, mark, hand, act } = await printed(openTestStation);
    const form = mark("unified-form");
    expect(readScannedDocument(context, id, form)).toMatchObject({
      kind: "unified-form",
      version: 1,
      recordVersion: 1,
      state: "current",
      printed: false,
    });
    hand();
    expect(readScannedDocument(context, id, form)).toMatchObject({
      state: "current",
      printed: true,
      supersededBy: null,
    });
    act({ kind: "survey.scheduled", on: "2026-09-21" });
    expect(readScannedDocument(context, id, form)).toMatchObject({
      state: "unchanged",
      version: 1,
      recordVersion: 2,
      supersededBy: null,
    });
    act(CORRECT);
    expect(readScannedDocument(context, id, form)).toMatchObject({
      state: "superseded",
      version: 1,
      recordVersion: 3,
      supersededBy: 3,
    });
    hand();
    expect(readScannedDocument(context, id, mark("unified-form"))).toMatchObject({
      state: "current",
      version: 3,
      printed: true,
    });
    expect(
      readScannedDocument(context, id, {
        ...form,
        shortHash: form.shortHash.startsWith("0") ? "1234567890" : "0123456789",
      }),
    ).toMatchObject({ state: "other-hash" });
    expect(readScannedDocument(context, id, { ...form, version: 9 })).toMatchObject({
      state: "no-version",
      printed: false,
    });
    expect(readScannedDocument(context, id, { ...form, document: "anything-else" })).toMatchObject({
      kind: null,
      printed: false,
    });
    act({ kind: "application.withdrawn", reason: "不办了" });
    expect(readScannedDocument(context, id, { ...form, version: 3 })).toMatchObject({ supersededBy: 4 });
  });

  it("two letters of one application differ by their QR codes, and one printed without a utility is not guessed", async ({
    openTestStation,
  }) => {
    const { context, id, mark, hand } = await printed(openTestStation);
    const letters = listPrintJobs(context.db, id)
      .filter(({ kind }) => kind === "commitment-letter")
      .map(({ utility }) => utility);
    expect(letters.toSorted()).toEqual(["power", "water"]);
    hand();
    for (const utility of letters)
      expect(readScannedDocument(context, id, mark("commitment-letter", utility))).toMatchObject({
        kind: "commitment-letter",
        utility: { id: utility },
        printed: true,
      });
    const old = { ...mark("commitment-letter", letters[0] ?? null), document: "commitment-letter" };
    expect(readScannedDocument(context, id, old)).toMatchObject({
      kind: "commitment-letter",
      utility: null,
      printed: false,
    });
  });

  it("its signed scan is bound to the version that was printed, and says so after a correction; the audit names no file", async ({
    openTestStation,
  }) => {
    const { context, id, mark, hand, act, attach } = await printed(openTestStation);
    hand();
    await attach(mark("unified-form"));
    expect(listFiles(context, id)).toMatchObject([
      { name: "扫描.png", sheet: { kind: "unified-form", utility: null, version: 1, supersededBy: null } },
    ]);
    act(CORRECT);
    expect(listFiles(context, id)).toMatchObject([{ sheet: { kind: "unified-form", version: 1, supersededBy: 2 } }]);
    // The same picture again, now of the new version, stays what it was.
    hand();
    await attach(mark("unified-form"));
    expect(listFiles(context, id)).toMatchObject([{ sheet: { version: 1 } }]);
    const added = listAudit(context.db, id).find(({ verb }) => verb === "attachment.added");
    expect(added?.detail).toMatchObject({ sheet: { kind: "unified-form", utility: null, version: 1 } });
    expect(JSON.stringify(added)).not.toContain("扫描");
  });

  it("no scan is bound to what was never printed, or to a check code that is not the record's; nothing is kept then", async ({
    openTestStation,
  }) => {
    const { context, id, mark, hand, attach } = await printed(openTestStation);
    expect(await refusal(() => attach(mark("voucher")))).toBe("sheet-unknown");
    hand();
    expect(await refusal(() => attach({ ...mark("voucher"), version: 7 }))).toBe("sheet-unknown");
    expect(await refusal(() => attach({ ...mark("voucher"), shortHash: "0000000000" }))).toBe("sheet-unknown");
    expect(listFiles(context, id)).toEqual([]);
    await attach(mark("voucher"));
    expect(listFiles(context, id)).toHaveLength(1);
  });
});
