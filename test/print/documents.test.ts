import { readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { renderPdfHere } from "#station/rendering/pdf.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument, DOCUMENT_KINDS, documentTitle, type DocumentKind } from "#templates/documents/documents.ts";
import { SAMPLE, sampleData } from "#test/helpers/document-sample.ts";
import { readPdf, squash } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

/** The shipped localities and the made-up ones. */
const localities = ["../../resources/profiles/", "../fixtures/profiles/"].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace(".json", "")),
);

async function printed(kind: DocumentKind, data: DocumentData) {
  const { definition, unprintable } = composeDocument(kind, data, readCoverage());
  const { pages } = await readPdf(await renderPdf(definition));
  return { pages, all: pages.join(""), unprintable };
}

describe.each(localities)("papers of %s", (id) => {
  const profile = readProfile(id);

  it.each(DOCUMENT_KINDS)("%s reads back with its title, footer and page numbers", async (kind) => {
    const data = sampleData(profile);
    const { pages, unprintable } = await printed(kind, data);
    expect(unprintable).toEqual([]);
    expect(pages[0]?.startsWith(squash(documentTitle(kind, data)))).toBe(true);
    pages.forEach((page, index) => {
      expect(page).toContain("受理编号：LD-A01-2026-000123-7文书版本：v1校验码：9f86d08188【正式】");
      expect(page).toContain(squash(profile.documentNumber));
      expect(page).toContain("李𬭊0710-1234567政务服务大厅综合窗口");
      expect(page).toContain(`第${index + 1}页/共${pages.length}页`);
    });
  });

  it("fills the form with what was entered, rare characters, units and full-width signs included", async () => {
    const { all } = await printed("unified-form", sampleData(profile));
    for (const role of ["applicant", "site", "contact", "phone"] as const) expect(all).toContain(squash(SAMPLE[role]));
    const ticked = profile.form.sections.flatMap((section) =>
      section.fields.filter((field) => field.kind === "choice"),
    ).length;
    expect([...all].filter((char) => char === "☑").length).toBeGreaterThanOrEqual(ticked);
  });

  it("marks a layout that the paper does not attach as 推定, and only that", async () => {
    const data = sampleData(profile);
    for (const [kind, sheet] of [
      ["unified-form", profile.form.sheet],
      ["commitment-letter", profile.commitmentLetter.sheet],
      ["approval-sheet", profile.approvalSheet.sheet],
    ] as const) {
      expect((await printed(kind, data)).all.includes("（推定格式）")).toBe(sheet === null);
    }
  });

  it("names the departments that sign, or says that the paper names none", async () => {
    const { pages } = await printed("approval-sheet", sampleData(profile));
    if (profile.signers === null) expect(pages[0]).toContain("审批部门（本地文件未列明签批部门）");
    else expect(pages[0]).not.toContain("未列明签批部门");
    expect(pages.slice(1).join("")).toContain("办理路径判定依据");
    expect(pages.slice(1).join("")).toContain(squash(profile.routing.jointApproval.quote));
  });

  it("prints the letter's promises word for word, scan errors mended by choice", async () => {
    const { all } = await printed("commitment-letter", sampleData(profile));
    for (const promise of profile.commitmentLetter.promises) expect(all).toContain(squash(promise.text));
  });

  it("prints number, routes with reasons and clause, clocks, and who answers on the voucher", async () => {
    const { all } = await printed("voucher", sampleData(profile));
    for (const text of [
      "线路长度230.0米，超过200米",
      "不符合",
      profile.routing.jointApproval.clause,
      "自审批部门收到外线工程申请时起算",
      "2026年12月2日17:30前",
      "李𬭊",
      "受理单位（盖章）",
    ]) {
      expect(all).toContain(squash(text));
    }
  });
});

describe("any paper", () => {
  const profile = readProfile("suizhou");

  it("leaves the section of a utility that was not asked for blank, even when it holds values", async () => {
    const { all } = await printed("unified-form", { ...sampleData(profile), utilities: ["water"] });
    expect(all).toContain("☑用水报装☐用电报装☐天然气报装");
    expect(all).toContain("新装☐增容☐临时用电☐主供容量：千伏安（千瓦）");
    expect(all).not.toContain("燃气锅炉");
  });

  it("puts the first gas device on the sheet and the others on a continuation sheet", async () => {
    const { pages } = await printed("unified-form", sampleData(profile));
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain("燃气设备名称：燃气锅炉");
    expect(pages[1]).toContain("（续页）");
    expect(pages[1]).toContain("燃气灶");
    expect(pages[1]).toContain("直燃机");
  });

  it("names the chosen unit where the sheet prints both", async () => {
    expect((await printed("unified-form", sampleData(profile))).all).toContain(
      "主供容量：101.5千伏安（千瓦）〔按千瓦〕",
    );
  });

  it("lists what no font can print and shows its code point instead of a gap", async () => {
    const data = sampleData(profile);
    const header = { ...data.form["header"], contact: "王𱍐\u200b" };
    const { all, unprintable } = await printed("unified-form", { ...data, form: { ...data.form, header } });
    expect(all).toContain("王〔U+31350〕");
    expect(unprintable.map((one) => `${one.codePoint} ${one.why}`)).toEqual(["U+31350 no-glyph", "U+200B control"]);
    expect(unprintable[0]?.where).toContain("联系人");
  });

  it("prints user text that looks like markup, a formula or a page mark as it was typed", async () => {
    const data = sampleData(profile);
    const typed = "<b>{header.phone}</b>=cmd(){page}";
    const { all } = await printed("unified-form", {
      ...data,
      form: { ...data.form, header: { ...data.form["header"], site: typed } },
    });
    expect(all).toContain(typed);
  });

  it("wraps a value far too long for its place without losing a character", async () => {
    const data = sampleData(profile);
    const long = "经济开发区𡈽门路".repeat(40);
    const { all } = await printed("unified-form", {
      ...data,
      form: { ...data.form, header: { ...data.form["header"], site: long } },
    });
    expect(all).toContain(long);
  });

  it("wears the word 预览 across a preview", async () => {
    expect((await printed("unified-form", { ...sampleData(profile, true) })).all).toContain("【预览】");
    const { definition } = composeDocument("unified-form", sampleData(profile, true), readCoverage());
    expect(definition.watermark?.text).toBe("预览");
  });

  it("has a QR code that names paper and record and no person", () => {
    const { definition } = composeDocument("voucher", sampleData(profile), readCoverage());
    expect(JSON.stringify(definition.footer)).toContain('"qr":"LD1:LD-A01-2026-000123-7:voucher:1:9f86d08188"');
  });

  it("is the same to the byte when rendered twice, in the worker or in this thread", async () => {
    const { definition } = composeDocument("voucher", sampleData(profile), readCoverage());
    const [once, again] = [await renderPdf(definition), await renderPdfHere(definition)];
    expect(once.equals(again)).toBe(true);
  });

  it("becomes a problem in words when it cannot be rendered, and the next one is rendered again", async () => {
    const { definition } = composeDocument("voucher", sampleData(profile), readCoverage());
    const broken = { ...definition, pageSize: "nonsense" as "A4" };
    await expect(renderPdf(broken)).rejects.toMatchObject({ problem: { code: "pdf-failed" } });
    expect((await renderPdf(definition)).subarray(0, 5).toString()).toBe("%PDF-");
  });
});
