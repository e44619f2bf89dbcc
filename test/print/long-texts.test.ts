import { afterAll, describe, expect, it } from "vitest";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { drawSlip } from "#station/rendering/slip-raster.ts";
import type { FieldValue, FormValues } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument, type DocumentKind } from "#templates/documents/documents.ts";
import { PAGE_MARGINS } from "#templates/drawing/grid.ts";
import { SLIP_CELLS } from "#templates/slip/slip-line.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { textCells } from "#templates/drawing/cell-width.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

/** A text whose every part is unlike the others, so that a lost line shows: 〈0000〉𠮷〈0001〉𠮷… */
const numbered = (length: number): string =>
  Array.from({ length: Math.ceil(length / 7) }, (_, i) => `〈${String(i).padStart(4, "0")}〉𠮷`).join("");
const WISHES = numbered(10_000);
const NAME = numbered(100);
const OPINION = numbered(2000);
/** Combining marks, a joined emoji, right-to-left text, a tab, a bell, zero-width characters, an override of direction. */
const ODD = "é 名\u200b字\u202eabc\u202c שלום 😀👨‍👩‍👧\tTAB\u0007.";

function fill(profile: Profile, put: Partial<Record<string, string>>): FormValues {
  const data = sampleData(profile).form;
  return Object.fromEntries(
    profile.form.sections.map((section) => [
      section.id,
      Object.fromEntries(
        section.fields.map((field): [string, FieldValue] => [
          field.id,
          (field.kind !== "list" && field.role !== null ? put[field.role] : undefined) ??
            data[section.id]?.[field.id] ??
            null,
        ]),
      ),
    ]),
  );
}

/** The whole text of a paper without its footers, so that what runs over a page end reads on. */
async function textOf(
  kind: DocumentKind,
  data: DocumentData,
): Promise<{ text: string; pages: number; unprintable: string[] }> {
  const { definition, unprintable } = composeDocument(kind, data, readCoverage());
  const { pages } = await readPdf(await renderPdf(definition));
  return {
    text: pages.map((page) => page.replace(/受理编号：[^〈]*?文书版本：.*第\d+页\/共\d+页$/u, "")).join(""),
    pages: pages.length,
    unprintable: unprintable.map(({ codePoint }) => codePoint),
  };
}

/** The right edge of what reaches furthest over the pages, in points. */
async function rightmost(pdf: Buffer): Promise<number> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  let edge = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ("str" in item) edge = Math.max(edge, Number(item.transform[4]) + item.width);
  }
  await task.destroy();
  return edge;
}

describe.each(["xianning", "suizhou", "neixiang", "hunan", "huoqiu"])(
  "texts far too long for their place, %s",
  (id) => {
    const profile = readProfile(id);
    const hasWishes = profile.form.sections.some((section) =>
      section.fields.some((field) => field.kind !== "list" && field.role === "wishes"),
    );

    it("a wish of 10,000 characters and names of 100 reach the form whole; its cell names the attached pages", async () => {
      const data = {
        ...sampleData(profile),
        form: fill(profile, { wishes: WISHES, applicant: NAME, contact: NAME, site: NAME }),
      };
      const { text, pages } = await textOf("unified-form", data);
      expect(text.split(NAME).length - 1).toBeGreaterThanOrEqual(3);
      if (!hasWishes) return;
      expect(text).toContain(WISHES);
      expect(text).toContain("（全文见附页1）");
      expect(text).toContain("附页1：");
      expect(pages).toBeGreaterThan(3);
    });

    it("an opinion, a reason and a list of 50 items reach their sheets whole", async () => {
      const sample = sampleData(profile);
      const signer = profile.signers?.[0]?.id ?? "示例审批部门";
      const approval = {
        legalRepresentative: null,
        address: null,
        workFrom: null,
        workTo: null,
        workSite: null,
        ...sample.approval,
        opinions: [{ signer, text: OPINION, signedOn: "2026-11-24" }],
      };
      const sheet = await textOf("approval-sheet", { ...sample, approval });
      expect(sheet.text).toContain(OPINION);
      expect(sheet.text).toContain("2026年11月24日");
      const notice = {
        number: "LD-A01N-2026-000004-2",
        items: Array.from({ length: 50 }, (_, i) => `第${i}项${NAME}`),
        reason: OPINION,
        dueOn: null,
        at: "2026-11-20T08:50:00.000Z",
      };
      const supplement = await textOf("supplement-notice", { ...sample, notice });
      for (const item of notice.items) expect(supplement.text).toContain(item);
      expect((await textOf("refusal-notice", { ...sample, notice })).text).toContain(OPINION);
    });

    it("odd characters are printed or named, and never take the others with them", async () => {
      const data = { ...sampleData(profile), form: fill(profile, { applicant: ODD, site: `${ODD}路` }) };
      const { text, unprintable } = await textOf("voucher", data);
      expect(text).toContain("名字abc");
      expect(text).toContain("TAB.");
      expect(text).toContain("〔U+05E9〕〔U+05DC〕〔U+05D5〕〔U+05DD〕");
      expect([...new Set(unprintable)]).toEqual([
        "U+200B",
        "U+202E",
        "U+202C",
        "U+05E9",
        "U+05DC",
        "U+05D5",
        "U+05DD",
        "U+1F600",
        "U+200D",
        "U+1F468",
        "U+1F469",
        "U+1F467",
        "U+0007",
      ]);
    });

    it("a slip keeps every character of a long name within its width", () => {
      const { lines } = composeSlip(
        { ...sampleData(profile), form: fill(profile, { applicant: NAME, site: WISHES.slice(0, 2000) }) },
        readCoverage(),
      );
      const texts = lines.flatMap((line) => (line.kind === "text" ? [line.text] : []));
      const joined = texts.map((line) => line.trim()).join("");
      expect(joined).toContain(NAME);
      expect(joined).toContain(WISHES.slice(0, 1990));
      for (const line of texts) expect(textCells(line)).toBeLessThanOrEqual(SLIP_CELLS);
      expect(drawSlip(lines).length).toBeGreaterThan(10_000);
    });
  },
);

describe("10,000 characters without a place to break a line", () => {
  const profile = readProfile("suizhou");

  it.each([
    ["letters", "Ab1x"],
    ["full stops", "。"],
    ["dashes", "—"],
  ])("%s reach the form whole, within the renderer's memory and the paper's width", async (_, piece) => {
    const value = piece.repeat(10_000 / piece.length);
    const { definition, unprintable } = composeDocument(
      "unified-form",
      { ...sampleData(profile), form: fill(profile, { wishes: value, site: value }) },
      readCoverage(),
    );
    const pdf = await renderPdf(definition);
    const all = (await readPdf(pdf)).pages.join("");
    expect(unprintable).toEqual([]);
    expect(all.split(piece).length - 1).toBeGreaterThan(10_000 / piece.length);
    // The renderer puts at least one character on what is left of a line.
    expect(await rightmost(pdf)).toBeLessThan(595.28 - PAGE_MARGINS[2] + 10.5);
  });
});

it("a filler, which shows nothing, is left out and named like every other invisible character", () => {
  const { unprintable } = composeSlip(
    { ...sampleData(readProfile("suizhou")), form: fill(readProfile("suizhou"), { applicant: "张\u3164三\uffa0" }) },
    readCoverage(),
  );
  expect(
    unprintable.filter(({ where }) => where === "申请人").map(({ codePoint, why }) => `${codePoint} ${why}`),
  ).toEqual(["U+3164 control", "U+FFA0 control"]);
});
