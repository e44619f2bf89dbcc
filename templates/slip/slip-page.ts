import type { Coverage } from "#templates/drawing/font-coverage.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { grid, type GridCell, type GridRow } from "#templates/drawing/grid.ts";
import { attachLongTexts } from "#templates/drawing/long-text.ts";
import { paper } from "#templates/documents/page.ts";
import { MM, type PdfBlock, type PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { makePen, type Pen } from "#templates/drawing/pen.ts";
import { slipContent, type SlipItem } from "./slip-content.ts";
import type { Unprintable } from "#templates/drawing/text-runs.ts";
import { NOTICE_TITLE } from "#templates/documents/voucher.ts";

/**
 * Sizes in points: the slip's large line, its ordinary centred line, its small text, and the narrowest bar (0.3 mm,
 * for a scanner at the counter).
 */
const LARGE = 18;
const SMALL = 10.5;
const TINY = 9;
const BAR = { module: 0.3 * MM, height: 12 * MM } as const;
/** Shares of the width: the label, and its value. */
const WIDTHS = [22, 78];

/** Tells this page from the voucher of the same title, which bears the stamp. */
const INSTEAD = "（受理凭条，以 A4 纸代小票）";

type Row = Extract<SlipItem, { kind: "fact" | "remark" | "columns" }>;

/** Rows with a label and its value; the slip's last line, version and day, is outside the table. */
const isRow = (item: SlipItem): item is Row =>
  item.kind === "fact" || item.kind === "remark" || (item.kind === "columns" && item.bold);

function row(pen: Pen, item: Row): GridRow {
  if (item.kind === "remark")
    return {
      heightMm: null,
      cells: [{ span: WIDTHS.length, lines: [{ inlines: pen.value(item.text, item.where), align: "center" }] }],
    };
  const isFact = item.kind === "fact";
  const [left, right] = isFact ? [item.label, item.value] : [item.left, item.right];
  const ink = { bold: !isFact && item.bold };
  const label: GridCell = { lines: [{ inlines: pen.value(left, left, ink), align: "center" }] };
  return {
    heightMm: null,
    cells: [
      label,
      { lines: right.split("\n").map((line) => ({ inlines: pen.value(line, left, ink), align: "left" })) },
    ],
  };
}

/**
 * Parts outside the table. The slip's QR code is the one in the page's footer, and a table needs no rules between its
 * parts.
 */
function block(pen: Pen, item: Exclude<SlipItem, { kind: "fact" | "remark" }>): PdfBlock[] {
  switch (item.kind) {
    case "centred":
      return [
        {
          text: pen.value(item.text, item.where, { bold: item.bold, fontSize: item.size === "large" ? LARGE : SMALL }),
          alignment: "center",
          margin: [0, 2, 0, 2],
        },
        ...(item.text === NOTICE_TITLE
          ? [
              {
                text: pen.fixed(INSTEAD, { fontSize: TINY }),
                alignment: "center" as const,
                margin: [0, 0, 0, 8] as [number, number, number, number],
              },
            ]
          : []),
      ];
    case "columns":
      return [
        {
          text: pen.value(`${item.left}　${item.right}`, item.left, { fontSize: TINY }),
          alignment: "center",
          margin: [0, 2, 0, 0],
        },
      ];
    case "barcode":
      return [
        { bars: item.content, module: BAR.module, height: BAR.height, alignment: "center", margin: [0, 2, 0, 6] },
      ];
    case "qr":
    case "rule":
      return [];
  }
}

/**
 * Composes the acceptance slip (受理小票) as an A4 page, for a station without a slip printer: the slip's content, with
 * the footer that binds every page to its record.
 */
export function composeSlipPage(
  data: DocumentData,
  coverage: Coverage,
): { definition: PdfDefinition; unprintable: Unprintable[] } {
  const pen = makePen(coverage, data.profile.corrections);
  const blocks: PdfBlock[] = [];
  let rows: GridRow[] = [];
  const closeTable = (): void => {
    if (rows.length > 0) blocks.push({ ...grid(WIDTHS, rows), margin: [0, 4, 0, 8] });
    rows = [];
  };
  for (const item of slipContent(data)) {
    if (isRow(item)) {
      rows.push(row(pen, item));
      continue;
    }
    const drawn = block(pen, item);
    // A rule or the QR code does not end a table, so the parts of the slip read as one.
    if (drawn.length > 0) closeTable();
    blocks.push(...drawn);
  }
  closeTable();
  const definition = paper(pen, data, { kind: "slip", title: NOTICE_TITLE, content: attachLongTexts(blocks) });
  return { definition, unprintable: pen.unprintable };
}
