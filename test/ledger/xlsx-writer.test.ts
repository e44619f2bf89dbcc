import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "#station/lib/spreadsheet-cell.ts";
import { xlsxChunks } from "#station/lib/xlsx.ts";
import { readSheet } from "#test/helpers/read-sheet.ts";
import { readZip } from "#test/helpers/read-zip.ts";

const layout = { name: "台账 2026/11/21", widths: [10, 20], headingRows: 1 };
const file = (rows: Cell[][]): Buffer => Buffer.concat([...xlsxChunks(layout, rows)]);
const INJECTIONS = [
  "=cmd()|'/C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1+1",
  "＋86",
  "－1",
  "＠x",
  " =1",
  "\u3000=1",
  "\u200B=1",
  "﹢1",
  "−1",
];

test("text and numbers read back as they were written, in their own kind of cell", () => {
  const { rows } = readSheet(
    file([
      ["编号", "数量"],
      ["A&B <\"'> 湖\u{20BB7}㎡", 42.5],
      [null, -3],
    ]),
  );
  expect(rows).toEqual([
    [
      { reference: "A1", type: "text", style: 1, value: "编号" },
      { reference: "B1", type: "text", style: 1, value: "数量" },
    ],
    [
      { reference: "A2", type: "text", style: 2, value: "A&B <\"'> 湖\u{20BB7}㎡" },
      { reference: "B2", type: "number", style: 0, value: "42.5" },
    ],
    [{ reference: "B3", type: "number", style: 0, value: "-3" }],
  ]);
});

test("text that a spreadsheet could run stays a text cell, marked to stay so when it is edited", () => {
  const { xml, rows } = readSheet(file([["头"], ...INJECTIONS.map((text) => [text])]));
  expect(xml).not.toMatch(/<f[ >]/);
  expect(rows.slice(1).map(([cell]) => [cell?.type, cell?.style, cell?.value])).toEqual(
    INJECTIONS.map((text) => ["text", 3, text]),
  );
});

test("characters that XML cannot hold are seen as U+FFFD, not lost", () => {
  const { rows } = readSheet(file([["a\u0000b\u0008c\u001Fd\uFFFEe\uD800f\uDC00g\u{1F600}"]]));
  expect(rows[0]?.[0]?.value).toBe("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\u{1F600}");
});

test("a character code written out in the text is not read as a character", () => {
  expect(readSheet(file([["头"], ["_x000D_ 和 _x0041_"]])).rows[1]?.[0]?.value).toBe("_x000D_ 和 _x0041_");
});

test("text longer than a cell can hold is cut with an ellipsis", () => {
  const value = readSheet(file([["头"], ["水".repeat(40_000)]])).rows[1]?.[0]?.value ?? "";
  expect(value).toHaveLength(32_767);
  expect(value.endsWith("水…")).toBe(true);
});

test("the heading stays in view, columns have their widths and the sheet a name that is allowed", () => {
  const bytes = file([["头"]]);
  const { xml } = readSheet(bytes);
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(xml).toContain('<col min="2" max="2" width="20" customWidth="1"/>');
  expect(readZip(bytes).get("xl/workbook.xml")?.toString()).toContain('name="台账 2026 11 21"');
});

test("the 28th column is called AB", () => {
  expect(readSheet(file([Array.from({ length: 28 }, (_, index) => index)])).rows[0]?.at(-1)?.reference).toBe("AB1");
});

test("the same rows give the same bytes", () => {
  expect(file([["头"], ["值", 1]]).equals(file([["头"], ["值", 1]]))).toBe(true);
});

test("a sheet of many pieces reads back whole", () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => [`第 ${index} 行`, index]);
  const read = readSheet(file(rows)).rows;
  expect(read).toHaveLength(20_000);
  expect(read[19_999]?.map((cell) => cell.value)).toEqual(["第 19999 行", "19999"]);
});

test("a sheet with more rows than the format allows is refused", () => {
  const tooMany = (function* () {
    for (let index = 0; index <= 1_048_576; index += 1) yield [];
  })();
  expect(() => {
    for (const _ of xlsxChunks(layout, tooMany)) void _;
  }).toThrow(RangeError);
});

test("any text is either kept exactly or shows where it was not", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (text) => {
      const value = readSheet(file([["头"], [text]])).rows[1]?.[0]?.value ?? "";
      expect(value).toHaveLength(text.length);
      for (let at = 0; at < text.length; at += 1) expect([text[at], "\uFFFD"]).toContain(value[at]);
    }),
  );
});

test("another program's ZIP and XML readers accept the file", (context) => {
  if (spawnSync("python3", ["--version"]).status !== 0) context.skip("no python3 here to read the file with");
  const folder = mkdtempSync(join(tmpdir(), "xlsx-"));
  try {
    const path = join(folder, "a.xlsx");
    writeFileSync(path, file([["头"], ["=1+1\u0001", 2]]));
    const check = [
      "import sys,zipfile,xml.dom.minidom as m",
      "z=zipfile.ZipFile(sys.argv[1])",
      "assert z.testzip() is None",
      "[m.parseString(z.read(n)) for n in z.namelist()]",
      "print(len(z.namelist()))",
    ].join("\n");
    expect(execFileSync("python3", ["-c", check, path], { encoding: "utf8" }).trim()).toBe("6");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
