import { afterAll, describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import type { FieldValue } from "#shared/profile/form.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument, type DocumentKind } from "#templates/documents/documents.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

const LOCALITIES = ["xianning", "suizhou", "neixiang", "hunan", "huoqiu", "yunhai"];
const pagesOf = async (kind: DocumentKind, data: DocumentData): Promise<string[]> =>
  (await readPdf(await renderPdf(composeDocument(kind, data, readCoverage()).definition))).pages;
/** A page without its footer. */
const bodyOf = (page: string): string => page.replace(/受理编号：[^：]*?文书版本：v.*$/u, "");

/** The sample with every text of its form as long as the field takes, up to `length` characters. */
function lengthened(id: string, length: number): DocumentData {
  const profile = readProfile(id);
  const data = sampleData(profile);
  const form = Object.fromEntries(
    profile.form.sections.map((section) => [
      section.id,
      Object.fromEntries(
        section.fields.map((field): [string, FieldValue] => [
          field.id,
          field.kind === "text"
            ? "示".repeat(Math.min(field.maxLength, length))
            : (data.form[section.id]?.[field.id] ?? null),
        ]),
      ),
    ]),
  );
  return { ...data, form };
}

describe("a form that runs over to a second page", () => {
  it.each(LOCALITIES)(
    "never leaves a section's heading alone at the foot of a page, and repeats it above what runs over: %s",
    async (id) => {
      const { profile } = lengthened(id, 0);
      const headings = profile.form.sections
        .filter(({ utility }) => utility !== null)
        .map(({ label }) => `${label.zh.replaceAll(/\s/gu, "")}（选填）`);
      let ranOver = false;
      for (const length of [60, 90, 120, 150]) {
        const pages = (await pagesOf("unified-form", lengthened(id, length))).map(bodyOf);
        const over = pages.slice(0, -1).filter((page) => headings.some((heading) => page.includes(heading)));
        for (const page of over) expect(headings.some((heading) => page.endsWith(heading))).toBe(false);
        ranOver ||= pages.length > 1;
      }
      expect(ranOver).toBe(true);
    },
  );

  it.each(LOCALITIES)(
    "keeps the titles of the reasons with their first reason, on voucher and approval sheet: %s",
    async (id) => {
      const sample = sampleData(readProfile(id));
      for (const routes of [1, 2, 3, 4, 5, 6]) {
        const data = {
          ...sample,
          routes: Array.from({ length: routes }, (_, i) => sample.routes[i % 2] ?? sample.routes[0]).filter(
            (one) => one !== undefined,
          ),
        };
        for (const page of [...(await pagesOf("voucher", data)), ...(await pagesOf("approval-sheet", data))].map(
          bodyOf,
        )) {
          expect(page.endsWith("办理路径判定依据")).toBe(false);
          expect(page.endsWith("上述判断所依的解释")).toBe(false);
        }
      }
    },
  );
});

describe("a paper form for an outage (应急纸质单)", () => {
  it.each(LOCALITIES)(
    "is one page with its number and the places to sign, and leaves the acceptance number blank: %s",
    async (id) => {
      const data: DocumentData = {
        ...sampleData(readProfile(id), true),
        number: "A01P-2026-000012-3",
        marker: "outage",
        dutyHolder: null,
      };
      const pages = await pagesOf("unified-form", data);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain("应急纸质单编号：A01P-2026-000012-3");
      expect(pages[0]).toContain("收件人（签名）：");
      expect(pages[0]?.replace("应急纸质单编号：", "").replace("纸质单编号：", "")).not.toContain("编号：A01P");
    },
  );
});

describe("the footer", () => {
  it("keeps rule, page number and who answers on the paper, however long the reason of a reprint", async () => {
    const sample = sampleData(readProfile("suizhou"));
    const person = {
      name: "示例经办甲乙丙丁戊己庚辛",
      phone: "0000-1234567转8001",
      organisation: "示例供电公司政务服务大厅共享营业厅综合窗口",
    };
    const data: DocumentData = {
      ...sample,
      marker: "reprint",
      reprint: { number: 12, by: person.name, why: "申请人遗失原件。".repeat(25) },
      firstHolder: person,
      dutyHolder: person,
    };
    const [page = ""] = await pagesOf("commitment-letter", data);
    expect(page).toContain("【补打第12次】补打人：示例经办甲乙丙丁戊己庚辛原因：申请人遗失原件。");
    expect(page).toContain(
      `依据：${sample.profile.documentNumber}地方规则：suizhouv${sample.profile.version}首接人：示例经办甲`,
    );
    expect(page.endsWith("第1页/共1页")).toBe(true);
    const { footer } = composeDocument("commitment-letter", data, readCoverage()).definition;
    if (!("columns" in footer) || footer.columns[0] === undefined || !("stack" in footer.columns[0]))
      throw new Error("no footer");
    expect(footer.columns[0].stack).toHaveLength(4);
  });
});

describe("the voucher", () => {
  it("names every utility applied for, with a route or without an outside line, and leaves no row blank where no clock runs", async () => {
    const sample = sampleData(readProfile("suizhou"));
    const text = (await pagesOf("voucher", { ...sample, routes: sample.routes.slice(0, 1), deadlines: [] })).join("");
    for (const { itemLabel } of sample.profile.utilities.slice(1))
      expect(text).toContain(`${itemLabel.zh}：无外线工程`);
    expect(text).toContain("办理时限没有须计算的时限");
  });
});
