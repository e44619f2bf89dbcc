import type { FontName } from "./font-coverage.ts";

/**
 * The part of pdfmake's definition that we use, as plain data; @types/pdfmake would bring in Node's globals. Lengths
 * are points.
 */
export type PdfInline = {
  text: string;
  font: FontName;
  bold?: boolean;
  fontSize?: number;
  color?: string;
  decoration?: "underline";
  preserveLeadingSpaces?: boolean;
};

type Placed = { margin?: [number, number, number, number]; alignment?: "left" | "center" | "right" };

/** A paragraph. */
export type PdfText = Placed & {
  text: PdfInline[];
  fontSize?: number;
  bold?: boolean;
  lineHeight?: number;
  pageBreak?: "before";
  color?: string;
};
/** Blocks one below the other. */
export type PdfStack = Placed & { stack: PdfBlock[]; unbreakable?: boolean };
/** Blocks side by side. */
export type PdfColumns = Placed & { columns: (PdfBlock & { width?: number | "*" | "auto" })[]; columnGap?: number };
/** A QR code that fits a square of `fit` points. */
export type PdfQr = Placed & { qr: string; fit: number; eccLevel?: "L" | "M" | "Q" | "H" };

/**
 * An ASCII text as bars (Code 128), the narrowest `module` points wide. It is placed on the page itself, not in a
 * cell.
 */
export type PdfBars = Placed & { bars: string; module: number; height: number };

/**
 * A table cell, with its rules at left, top, right and bottom if not all are drawn; `{}` fills the span of a
 * neighbour.
 */
export type PdfCell =
  | (PdfStack & {
      colSpan?: number;
      rowSpan?: number;
      verticalAlignment?: "top" | "middle" | "bottom";
      fillColor?: string;
      border?: [boolean, boolean, boolean, boolean];
    })
  | Record<string, never>;
/** A table with rules, its widths and heights in points. */
export type PdfTable = Placed & {
  layout: "grid";
  fontSize?: number;
  table: {
    widths: number[];
    heights: number[];
    body: PdfCell[][];
    dontBreakRows: boolean;
    headerRows: number;
    keepWithHeaderRows: number;
  };
};
/** Anything on a page. */
export type PdfBlock = PdfText | PdfStack | PdfColumns | PdfQr | PdfBars | PdfTable;

/** A document to be rendered; in `footer`, the texts `{page}` and `{pages}` become the numbers. */
export type PdfDefinition = {
  pageSize: "A4";
  pageMargins: [number, number, number, number];
  info: { title: string; subject: string; creationDate: string };
  defaultStyle: { font: FontName; fontSize: number; lineHeight: number };
  watermark: { text: string; font: FontName; fontSize: number; color: string; opacity: number; bold: boolean } | null;
  content: PdfBlock[];
  footer: PdfBlock;
};

/** Points in a millimetre. */
export const MM = 72 / 25.4;
