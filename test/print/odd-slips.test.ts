import { afterAll, describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { PRINTER_SETS } from "#shared/contract/printer-settings.ts";
import { textCells, wrapCells } from "#templates/drawing/cell-width.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeDocument, DOCUMENT_KINDS } from "#templates/documents/documents.ts";
import { SLIP_FONTS } from "#templates/drawing/font-coverage.ts";
import { SLIP_CELLS, type SlipLine } from "#templates/slip/slip-line.ts";
import { composeSlipPage } from "#templates/slip/slip-page.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { splitRuns } from "#templates/drawing/text-runs.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { readPdf, squash } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

/**
 * A letter with a combining mark, a zero-width space, a direction override, Hebrew, a joined emoji, a tab, a bell,
 * Arabic, Thai, Korean.
 */
const ODD = "cafe\u0301 名\u200b字\u202eabc\u202c שלום 😀👨‍👩‍👧\tTAB\u0007. مرحبا ก็ 각";
const NAMED = [
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
  "U+0645",
  "U+0631",
  "U+062D",
  "U+0628",
  "U+0627",
  "U+0E01",
  "U+0E47",
  "U+AC01",
];
const profile = readProfile("xianning");
const base = sampleData(profile);

/** A record whose every text of a person is this. */
function filledWith(text: string): DocumentData {
  const form = Object.fromEntries(
    profile.form.sections.map((section) => [
      section.id,
      Object.fromEntries(
        section.fields.map((field) => [
          field.id,
          field.kind === "text" ? text : (base.form[section.id]?.[field.id] ?? null),
        ]),
      ),
    ]),
  );
  const person = { name: text, phone: "0710-1234567", organisation: text };
  return {
    ...base,
    form,
    hall: text,
    window: text,
    dutyHolder: person,
    firstHolder: person,
    marker: "reprint",
    reprint: { number: 2, by: text, why: text },
  };
}

/** One route for each of so many outside lines. */
const withLines = (count: number): DocumentData => ({
  ...base,
  routes: Array.from({ length: count }, (_, i) => base.routes[i % base.routes.length]).filter(
    (route) => route !== undefined,
  ),
});

function cellsOf(line: SlipLine): number {
  if (line.kind === "text") return textCells(line.text) * (line.size === "large" ? 2 : 1);
  return line.kind === "columns" ? textCells(line.left) + textCells(line.right) + 1 : 0;
}
const widest = (lines: readonly SlipLine[]): number => Math.max(...lines.map(cellsOf));
const textOf = (lines: readonly SlipLine[]): string =>
  lines.map((line) => (line.kind === "text" ? line.text : "")).join("\n");

describe("row 39: bad input at the slip", () => {
  it.each(PRINTER_SETS)("prints what it can and names the rest, for a printer of %s", (printerSet) => {
    const { lines, unprintable } = composeSlip(filledWith(ODD), readCoverage());
    expect(new Set(unprintable.map(({ codePoint }) => codePoint))).toEqual(new Set(NAMED));
    expect(new Set(unprintable.map(({ where }) => where))).toEqual(
      new Set(["受理大厅", "受理窗口", "申请人", "安装地址", "补打人", "补打原因", "首接人", "现责任人", "所在单位"]),
    );
    expect(widest(lines)).toBeLessThanOrEqual(SLIP_CELLS);
    const text = textOf(lines);
    expect(text).toContain("café 名字abc 〔U+05E9〕");
    // A code point that is a whole character is not torn in two.
    expect(text.match(/〔U\+[0-9A-F]*\n|[0-9A-F]\n\s*[0-9A-F]*〕/g)).toBeNull();
    expect(text).not.toMatch(/[\t\u0000-\u0009\u200b-\u202e]/);
    const parts = decodeEscPos(encodeSlip(lines, { printerSet }));
    expect(parts.filter((part) => part.kind === "line").every((part) => part.chinese)).toBe(true);
    expect(parts.at(-1)).toEqual({ kind: "cut" });
    // Each line of text is one line or one picture on the paper, and none is lost.
    const expected = lines.filter(
      (line) => line.kind === "text" || line.kind === "columns" || line.kind === "rule",
    ).length;
    expect(parts.filter((part) => part.kind === "line" || part.kind === "picture")).toHaveLength(expected);
  });

  it("prints a letter with its mark where they are one character, and names a mark that no font sets on its letter", () => {
    const named = (text: string) => {
      const { runs, unprintable } = splitRuns(text, "姓名", SLIP_FONTS, readCoverage());
      return [runs.map((run) => run.text).join(""), unprintable.map(({ codePoint }) => codePoint)];
    };
    expect(named("cafe\u0301 n\u0303")).toEqual(["café ñ", []]);
    expect(named("q\u0301 名\u0302")).toEqual(["q〔U+0301〕 名〔U+0302〕", ["U+0301", "U+0302"]]);
    expect(wrapCells("名字〔U+1F600〕甲", 12)).toEqual(["名字", "〔U+1F600〕", "甲"]);
  });

  it("prints the route of each of 200 outside lines, a name of 100 characters whole", () => {
    const { lines } = composeSlip(withLines(200), readCoverage());
    expect(textOf(lines).match(/(联合踏勘、并联审批|告知承诺)$/gm)).toHaveLength(200);
    const name = Array.from({ length: 50 }, (_, i) => `${i % 10}㛃`).join("");
    const long = composeSlip(filledWith(name), readCoverage());
    expect(widest(long.lines)).toBeLessThanOrEqual(SLIP_CELLS);
    expect(squash(textOf(long.lines)).split(name).length - 1).toBeGreaterThanOrEqual(6);
  });
});

describe("row 39: bad input at A4", () => {
  it("prints what it can and names the rest on the slip's page, and keeps a mark with its letter", async () => {
    const { definition, unprintable } = composeSlipPage(filledWith(ODD), readCoverage());
    expect(new Set(unprintable.map(({ codePoint }) => codePoint))).toEqual(new Set(NAMED));
    const { pages } = await readPdf(await renderPdf(definition));
    expect(pages[0]).toContain("café名字abc〔U+05E9〕");
    expect(pages.join("")).toContain("LD-A01-2026-000123-7");
  });

  it("prints the route of each of 200 outside lines on the slip's page, and says on which page it is", async () => {
    const { pages } = await readPdf(await renderPdf(composeSlipPage(withLines(200), readCoverage()).definition));
    expect(pages.join("").match(/用[水电]报装(联合踏勘、并联审批|告知承诺)/g)).toHaveLength(200);
    pages.forEach((page, at) => expect(page).toContain(`第${at + 1}页/共${pages.length}页`));
  });

  it.each(DOCUMENT_KINDS)(
    "draws %s of odd texts, of names of 100 characters and of 200 outside lines",
    async (kind) => {
      for (const data of [filledWith(ODD), filledWith("某".repeat(100)), withLines(200)]) {
        const { definition } = composeDocument(kind, data, readCoverage());
        const { pages } = await readPdf(await renderPdf(definition));
        pages.forEach((page, at) => expect(page).toContain(`第${at + 1}页/共${pages.length}页`));
      }
    },
  );
});
