import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, deflateRawSync } from "node:zlib";
import type { Cell } from "#station/lib/spreadsheet-cell.ts";
import { csvChunks } from "#station/lib/csv.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { xlsxChunks } from "#station/lib/xlsx.ts";
import { readZip } from "#test/helpers/read-zip.ts";
import { median, plainFigure, rateFigure, secondsOf, timeFigure, type Figure, type Scale } from "./figure.ts";

const SCALES = { full: { rows: 100_000, runs: 3 }, small: { rows: 100, runs: 1 } };
const COLUMNS = 20;
const PIECE = 262_144;

/** Rows as a ledger has them: numbers, dates as text, names, addresses, and text that has to be guarded. */
function* sampleRows(rows: number): Generator<Cell[]> {
  for (let row = 0; row < rows; row += 1) {
    const cells: Cell[] = [
      `A1-2026-${String(row).padStart(6, "0")}-K`,
      `2026-11-${String((row % 28) + 1).padStart(2, "0")} 09:${String(row % 60).padStart(2, "0")}`,
      row,
    ];
    for (let column = cells.length; column < COLUMNS; column += 1)
      cells.push(column === 7 ? "=1+1" : `城东路 ${row} 号 ${column} 单元`);
    yield cells;
  }
}

const rssMb = (): number => process.resourceUsage().maxRSS / 1024;

/** Writes 100,000 rows of 20 cells to a file on the disk, against plain deflate of the same XML. */
export async function* benchLedger(scale: Scale): AsyncGenerator<Figure> {
  const { rows, runs } = SCALES[scale];
  const folder = mkdtempSync(join(tmpdir(), "bench-ledger-"));
  try {
    const before = rssMb();
    const path = join(folder, "ledger.xlsx");
    const layout = { name: "台账", widths: Array.from({ length: COLUMNS }, () => 16), headingRows: 1 };
    const own: number[] = [];
    for (let run = 0; run < runs; run += 1)
      own.push(await secondsOf(() => writeWhole(path, xlsxChunks(layout, sampleRows(rows)))));
    const peak = rssMb();
    const csv = join(folder, "ledger.csv");
    const csvSeconds = await secondsOf(() => writeWhole(csv, csvChunks(sampleRows(rows))));
    const xml = readZip(readFileSync(path)).get("xl/worksheets/sheet1.xml") ?? Buffer.alloc(0);
    const raw: number[] = [];
    for (let run = 0; run < runs; run += 1)
      raw.push(
        await secondsOf(() => {
          for (let at = 0; at < xml.length; at += PIECE)
            deflateRawSync(xml.subarray(at, at + PIECE), { finishFlush: constants.Z_SYNC_FLUSH });
        }),
      );
    const bytes = readFileSync(csv);
    const disk = await secondsOf(() => writeWhole(join(folder, "copy.csv"), bytes));
    yield timeFigure("ledger", `xlsx ${rows} rows x ${COLUMNS}`, median(own), {
      name: "deflate of the same XML, nothing else",
      value: median(raw),
    });
    yield plainFigure("ledger", "xlsx peak memory of the process", peak, "MB");
    yield plainFigure("ledger", "memory of the process before", before, "MB");
    yield plainFigure("ledger", "xlsx size", statSync(path).size / 1_000_000, "MB");
    yield rateFigure(
      "ledger",
      `csv ${rows} rows x ${COLUMNS}`,
      { rate: bytes.length / 1_000_000 / csvSeconds, unit: "MB/s" },
      {
        name: "the same bytes written and flushed",
        value: bytes.length / 1_000_000 / disk,
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
