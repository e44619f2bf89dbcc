import type { Instant } from "#shared/time/instant.ts";
import { wrapCells } from "#templates/drawing/cell-width.ts";
import type { Coverage } from "#templates/drawing/font-coverage.ts";
import { CELL_PADDING, grid, PAGE_MARGINS } from "#templates/drawing/grid.ts";
import { MM, type PdfBlock, type PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { makePen } from "#templates/drawing/pen.ts";
import { SLIP_CELLS, type SlipLine } from "./slip-line.ts";
import { momentText } from "#templates/documents/value-text.ts";

/** Which printer is tested, where and when, and a mark that tells one test from another. */
export type TestPrintData = { printer: string; hall: string; window: string; at: Instant; code: string };

/** What fails first on a badly set up printer: rare characters, units of measure, full width beside half width. */
export const TEST_LINES = [
  "生僻字：䶮㐂𠀀𪚥 𠮷㛃𬭊",
  "计量符号：m³ ㎡ ℃ ·",
  "全角半角：ＡＢＣ１２３，ABC123,",
  "一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾",
] as const;

/** A line that fills the slip to its last cell. */
const RULER = "1234567890".repeat(5).slice(0, SLIP_CELLS);

const TITLE = "打印机测试页";
const ASK = "请核对：字符齐全、不缺不乱，边线完整，二维码可扫。核对后在程序中确认。";

const factsOf = (data: TestPrintData): string[] => [
  `打印机：${data.printer}`,
  `${data.hall}　${data.window}`,
  `时间：${momentText(data.at)}　编号：${data.code}`,
];
const qrOf = (data: TestPrintData): string => `LDTEST:${data.code}`;

/** The test slip (测试小票); it has no application's data on it. */
export function testSlip(data: TestPrintData): SlipLine[] {
  const text = (
    line: string,
    more: { align?: "left" | "center"; size?: "normal" | "large"; bold?: boolean } = {},
  ): SlipLine => ({ kind: "text", text: line, align: "left", size: "normal", bold: false, ...more });
  return [
    text(TITLE, { align: "center", size: "large", bold: true }),
    { kind: "rule" },
    ...factsOf(data)
      .flatMap((line) => wrapCells(line, SLIP_CELLS))
      .map((line) => text(line)),
    { kind: "rule" },
    ...TEST_LINES.map((line) => text(line)),
    text(RULER),
    { kind: "columns", left: "左列", right: "右列", bold: true },
    { kind: "qr", content: qrOf(data) },
    text("请核对后在程序中确认", { align: "center" }),
    { kind: "feed", lines: 3 },
    { kind: "cut" },
  ];
}

/** The test page on A4 (测试页): the widest table, the smallest and the largest type, and a code to scan. */
export function testPage(data: TestPrintData, coverage: Coverage): PdfDefinition {
  const pen = makePen(coverage, []);
  const line = (text: string, fontSize: number): PdfBlock => ({
    text: pen.fixed(text, { fontSize }),
    margin: [0, 3, 0, 3],
  });
  return {
    pageSize: "A4",
    pageMargins: PAGE_MARGINS,
    info: { title: TITLE, subject: data.code, creationDate: data.at },
    defaultStyle: { font: "serif", fontSize: 10.5, lineHeight: 1.05 },
    watermark: null,
    content: [
      { text: pen.fixed(TITLE, { bold: true, fontSize: 18 }), alignment: "center", margin: [0, 0, 0, CELL_PADDING] },
      ...factsOf(data).map((text) => line(text, 10.5)),
      grid(
        [25, 25, 25, 25],
        [
          {
            heightMm: 12,
            cells: ["左上", "一", "二", "右上"].map((text) => ({
              lines: [{ inlines: pen.fixed(text), align: "center" as const }],
            })),
          },
        ],
      ),
      ...TEST_LINES.flatMap((text) => [line(text, 7.5), line(text, 14)]),
      { qr: qrOf(data), fit: 30 * MM, eccLevel: "M", margin: [0, 8, 0, 8] },
      line(ASK, 10.5),
    ],
    footer: {
      text: pen.fixed("第 {page} 页 / 共 {pages} 页", { fontSize: 7.5 }),
      margin: [PAGE_MARGINS[0], 4 * MM, PAGE_MARGINS[2], 0],
    },
  };
}
