import { textCells, wrapCells } from "#templates/drawing/cell-width.ts";
import { SLIP_FONTS, type Coverage } from "#templates/drawing/font-coverage.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { slipContent, type SlipItem } from "./slip-content.ts";
import { SLIP_CELLS, type SlipLine, type SlipSize } from "./slip-line.ts";
import { splitRuns, type Unprintable } from "#templates/drawing/text-runs.ts";

const plain = (text: string, bold = false): SlipLine => ({ kind: "text", text, align: "left", size: "normal", bold });

/** A label and its value on one line, or the value indented below if both do not fit. */
function labelled(label: string, value: string): SlipLine[] {
  const head = `${label}：`;
  const isOneLine = !value.includes("\n") && textCells(head) + textCells(value) <= SLIP_CELLS;
  if (isOneLine) return [plain(head + value)];
  return [
    ...wrapCells(head, SLIP_CELLS).map((line) => plain(line)),
    ...wrapCells(value, SLIP_CELLS - 2).map((line) => plain(`  ${line}`)),
  ];
}

/**
 * Two texts at the edges of one line, or on separate lines if both do not fit. A text wider than the paper would be
 * cut.
 */
function columns(left: string, right: string, bold: boolean): SlipLine[] {
  if (!/\n/.test(left + right) && textCells(left) + textCells(right) < SLIP_CELLS)
    return [{ kind: "columns", left, right, bold }];
  return [left, right].flatMap((text) => wrapCells(text, SLIP_CELLS)).map((text) => plain(text, bold));
}

const centred = (text: string, size: SlipSize, bold: boolean): SlipLine[] =>
  wrapCells(text, size === "large" ? SLIP_CELLS / 2 : SLIP_CELLS).map((line) => ({
    kind: "text",
    text: line,
    align: "center",
    size,
    bold,
  }));

/**
 * Composes the acceptance slip (受理小票) for 80 mm. A character that no font draws is printed as its code point and
 * listed.
 */
export function composeSlip(data: DocumentData, coverage: Coverage): { lines: SlipLine[]; unprintable: Unprintable[] } {
  const unprintable: Unprintable[] = [];
  const safe = (text: string, where: string): string => {
    const split = splitRuns(text, where, SLIP_FONTS, coverage);
    for (const found of split.unprintable) {
      if (!unprintable.some((known) => known.codePoint === found.codePoint && known.where === found.where))
        unprintable.push(found);
    }
    return split.runs.map((run) => run.text).join("");
  };
  const linesOf = (item: SlipItem): SlipLine[] => {
    switch (item.kind) {
      case "centred":
        return centred(safe(item.text, item.where), item.size, item.bold);
      case "remark":
        return centred(safe(item.text, item.where), "normal", false);
      case "fact":
        return labelled(safe(item.label, item.label), safe(item.value, item.label));
      case "columns":
        return columns(safe(item.left, item.left), safe(item.right, item.left), item.bold);
      case "rule":
      case "qr":
      case "barcode":
        return [item];
    }
  };
  return { lines: [...slipContent(data).flatMap(linesOf), { kind: "feed", lines: 3 }, { kind: "cut" }], unprintable };
}
