import { LINE_WIDTH } from "./grid.ts";
import type { PdfTable } from "./pdf-definition.ts";

/**
 * Parts a table where its heading rows are, so that a heading never stays behind at the foot of a page and stands again above what runs
 * over; on one page the parts meet in one rule and look like the table they were.
 */
export function splitAtHeadings(table: PdfTable, headings: boolean[]): PdfTable[] {
  const { body, heights } = table.table;
  const starts = headings.flatMap((heading, row) => (row === 0 || heading ? [row] : []));
  return starts.map((start, part): PdfTable => {
    const end = starts[part + 1] ?? body.length;
    const headed = headings[start] === true && end - start > 1;
    return {
      ...table,
      ...(part === 0 ? {} : { margin: [0, -LINE_WIDTH, 0, 0] }),
      table: {
        ...table.table,
        body: body.slice(start, end),
        heights: heights.slice(start, end),
        ...(headed ? { headerRows: 1, keepWithHeaderRows: 1 } : {}),
      },
    };
  });
}
