import { textCells, wrapCells } from "#templates/drawing/cell-width.ts";
import { MARKER_TEXT, markerText, qrContent, shortHash, type DocumentData } from "./document-data.ts";
import { CLOCK_MARK, clockTexts, dutyTexts, personText } from "./record-text.ts";
import { PAGE_MARGINS } from "#templates/drawing/grid.ts";
import { MM, type PdfBlock, type PdfDefinition, type PdfInline } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";

const BODY_SIZE = 10.5;
const TITLE_SIZE = 18;
const FOOTER_SIZE = 7.5;
const GREY = "#444444";
const QR_FIT = 15 * MM;

/** Marks a layout of ours: the policy names or implies the document and attaches none. */
const INFERRED = "推定";

/** The title, centred and bold, with the 推定 line if the layout is ours and not the policy's. */
export function titleBlocks(pen: Pen, title: string, data: DocumentData, inferred: boolean): PdfBlock[] {
  const blocks: PdfBlock[] = [
    {
      text: pen.fixed(title, { bold: true, fontSize: TITLE_SIZE }),
      alignment: "center",
      margin: [0, 0, 0, inferred ? 2 : 8],
    },
  ];
  if (!inferred) return blocks;
  return [
    ...blocks,
    { text: pen.fixed(`（${INFERRED}格式）`, { bold: true, fontSize: 11 }), alignment: "center", margin: [0, 0, 0, 2] },
    {
      text: pen.fixed(
        `${data.profile.documentNumber}未附本文书样式；本版式由系统按文件内容推定，以当地正式印发的样式为准。`,
        { fontSize: 8, color: GREY },
      ),
      alignment: "center",
      margin: [0, 0, 0, 6],
    },
  ];
}

/** Says below a sheet that its record was taken in under a doubted clock; the sheet of the annex stays unchanged. */
export const clockNote = (pen: Pen, data: DocumentData): PdfBlock[] =>
  clockTexts(data).map((text) => ({
    text: pen.fixed(`${CLOCK_MARK}：${text}`, { fontSize: 9 }),
    margin: [0, 4, 0, 0],
  }));

/** Cells of small type that are sure to fit on one line beside the QR code. */
const FOOTER_CELLS = 104;

/**
 * Clips a footer text to a number of lines, so that the page number below stays on the page. The print ledger or the
 * voucher has the full text.
 */
function clipped(inlines: PdfInline[], lines: number): PdfInline[] {
  // The code point printed for a missing character is not broken, so a line may end earlier.
  const torn = inlines.some(({ fontSize }) => fontSize !== FOOTER_SIZE) ? 10 * lines : 0;
  let left = FOOTER_CELLS * lines - 2 - torn;
  if (inlines.reduce((sum, { text }) => sum + textCells(text), 0) <= left) return inlines;
  const kept: PdfInline[] = [];
  for (const inline of inlines) {
    const [first = "", ...more] = wrapCells(inline.text, left);
    kept.push({ ...inline, text: first });
    left -= textCells(first);
    if (more.length > 0 || left <= 0) break;
  }
  return [...kept, { text: "…", font: "serif", fontSize: FOOTER_SIZE, color: GREY }];
}

function footer(pen: Pen, data: DocumentData, kind: string): PdfBlock {
  const { profile } = data;
  const inked = (text: string) => pen.value(text.replaceAll("\n", " "), "页脚", { fontSize: FOOTER_SIZE, color: GREY });
  const small = (text: string): PdfBlock => ({ text: inked(text) });
  const reprint =
    data.reprint == null
      ? []
      : [
          {
            text: clipped(
              inked(`补打人：${data.reprint.by}${data.reprint.why === null ? "" : `　原因：${data.reprint.why}`}`),
              1,
            ),
          },
        ];
  const numberLabel = data.marker === "outage" ? "纸质单编号" : "受理编号";
  const duty = dutyTexts(data)
    .map(({ label, person }) => `　${label}：${personText(person, " ")}`)
    .join("");
  return {
    margin: [PAGE_MARGINS[0], 2.5 * MM, PAGE_MARGINS[2], 0],
    columns: [
      {
        width: "*",
        margin: [0, 0.5 * MM, 0, 0],
        stack: [
          small(
            `${numberLabel}：${data.number ?? "（未受理）"}　文书版本：v${data.version}　` +
              `校验码：${shortHash(data.hash)}　【${markerText(data)}】${data.isClockDoubted === true ? `【${CLOCK_MARK}】` : ""}`,
          ),
          ...reprint,
          {
            text: clipped(
              inked(`依据：${profile.documentNumber}　地方规则：${profile.id} v${profile.version}${duty}`),
              2,
            ),
          },
          small("第 {page} 页 / 共 {pages} 页"),
        ],
      },
      {
        width: QR_FIT + 2,
        margin: [0, 1.5 * MM, 0, 0],
        qr: qrContent(data, kind),
        fit: QR_FIT,
        eccLevel: "M",
        alignment: "right",
      },
    ],
  };
}

/** A word across the page, so that a preview or an exercise is never taken for the real document. */
function watermark(data: DocumentData): PdfDefinition["watermark"] {
  const word = data.exercise === true ? "training" : data.marker;
  if (word !== "preview" && word !== "training") return null;
  return { text: MARKER_TEXT[word], font: "serif", fontSize: 120, color: "#888888", opacity: 0.16, bold: true };
}

/** Puts a document's content on A4 with the common footer. */
export const paper = (
  pen: Pen,
  data: DocumentData,
  { kind, title, content }: { kind: string; title: string; content: PdfBlock[] },
): PdfDefinition => ({
  pageSize: "A4",
  pageMargins: PAGE_MARGINS,
  info: {
    title,
    subject: `${data.number ?? data.recordId} v${data.version} ${shortHash(data.hash)}`,
    creationDate: data.madeAt,
  },
  defaultStyle: { font: "serif", fontSize: BODY_SIZE, lineHeight: 1.05 },
  watermark: watermark(data),
  content,
  footer: footer(pen, data, kind),
});
