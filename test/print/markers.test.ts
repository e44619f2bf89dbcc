import { afterAll, describe, expect } from "vitest";
import { putSetting } from "#station/db/settings.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { previewDocument } from "#station/documents/render-document.ts";
import { dataOfJob } from "#station/printing/job-data.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import type { DocumentData, Marker } from "#templates/documents/document-data.ts";
import { composeDocument } from "#templates/documents/documents.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { takeIn } from "#test/helpers/printing-hall.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

afterAll(() => endRendering());

const data = (changes: Partial<DocumentData>): DocumentData => ({ ...sampleData(readProfile("suizhou")), ...changes });
const textOf = async (made: DocumentData): Promise<string> =>
  (await readPdf(await renderPdf(composeDocument("voucher", made, readCoverage()).definition))).pages.join("");
const slipLines = (made: DocumentData): string[] =>
  composeSlip(made, readCoverage()).lines.flatMap((line) => (line.kind === "text" ? [line.text] : []));

describe("row 35: a paper says what it is", () => {
  it.each<[Marker, string, boolean]>([
    ["preview", "预览", true],
    ["training", "培训", true],
    ["copy", "副本", false],
    ["reprint", "补打", false],
    ["original", "正式", false],
  ])(
    "%s: %s in every footer and on the slip, across the page where it must not be taken for the real one",
    async (marker, word, across) => {
      const { definition } = composeDocument("voucher", data({ marker }), readCoverage());
      expect(definition.watermark?.text ?? null).toBe(across ? word : null);
      expect(await textOf(data({ marker }))).toContain(`【${word}】`);
      if (marker === "original") expect(slipLines(data({ marker })).join()).not.toContain("【");
      else expect(slipLines(data({ marker }))).toContain(`【${word}】`);
    },
  );
});

describe("row 35: a hall that is an exercise", () => {
  it("says so on copies, previews and blank forms too, across the page and on the slip, beside what else they are", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const id = takeIn(context, actor);
    const wordsOf = async (): Promise<string[]> => {
      const papers = [
        await previewDocument(context, actor, { source: { applicationId: id }, kind: "voucher", utility: null }),
        await previewDocument(context, actor, {
          source: { draft: yunhaiDraft() },
          kind: "unified-form",
          utility: null,
        }),
      ];
      const forms = await printPaperForms(context, actor, "yunhai", 1);
      const texts = await Promise.all(
        [...papers.map(({ base64 }) => Buffer.from(base64, "base64")), ...forms.map(({ bytes }) => bytes)].map(
          async (pdf) => (await readPdf(pdf)).pages.join(""),
        ),
      );
      return texts.map((text) => /【([^】]*)】/.exec(text)?.[1] ?? "none");
    };
    expect(await wordsOf()).toEqual(["副本", "预览", "应急"]);
    putSetting(context.db, "hall.training", "yes");
    expect(await wordsOf()).toEqual(["培训副本", "培训预览", "培训应急"]);
    const made = data({ marker: "copy", exercise: true });
    expect(composeDocument("voucher", made, readCoverage()).definition.watermark?.text).toBe("培训");
    expect(slipLines(made)).toContain("【培训 副本】");
  });
});

describe("row 36: a reprint", () => {
  const reprint = { number: 2, by: "示例经办乙", why: "申请人遗失" };

  it("says on A4 and on the slip which one it is, by whom and why", async () => {
    expect(await textOf(data({ marker: "reprint", reprint }))).toContain(
      "【补打第2次】补打人：示例经办乙原因：申请人遗失",
    );
    expect(slipLines(data({ marker: "reprint", reprint }))).toEqual(
      expect.arrayContaining(["【补打 第2次】", "补打人：示例经办乙", "补打原因：申请人遗失"]),
    );
  });

  it("of an exercise is marked as an exercise too", async ({ openTestStation }) => {
    const { context, actor } = await openTestStation();
    const id = takeIn(context, actor);
    const job = listPrintJobs(context.db, id)[0];
    if (job === undefined) throw new Error("no job");
    const made = () => dataOfJob(context, { ...job, copy: 3, why: "演练" });
    expect(made()).toMatchObject({ marker: "reprint", reprint: { number: 3, by: "示例经办甲", why: "演练" } });
    putSetting(context.db, "hall.training", "yes");
    expect(made().marker).toBe("training");
    expect(slipLines(made())).toContain("【培训 补打 第3次】");
    expect(dataOfJob(context, job)).toMatchObject({ marker: "training", reprint: null });
  });
});
