import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import type { Sheet } from "#shared/profile/form.ts";
import { grid } from "#templates/drawing/grid.ts";
import { makePen } from "#templates/drawing/pen.ts";
import { sheetLine } from "#templates/documents/layout-line.ts";
import { printSheet } from "#templates/documents/layout.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

const data = sampleData(readProfile("huoqiu"));
const blank = { ...sampleData(readProfile("huoqiu"), true), utilities: ["power"] };
const line = (source: string, from = data) =>
  sheetLine(source, from, makePen(readCoverage(), from.profile.corrections)).map((inlines) =>
    inlines.map((inline) => inline.text).join(""),
  );
const sheet = (rows: Sheet["rows"]): Sheet => ({ columns: [1, 1], above: [], rows, below: [] });

describe("a line of a sheet", () => {
  it("keeps the annex's underscores while a place is empty, and rules the value in their stead", () => {
    expect(line("主供容量：_____{power.mainCapacity|amount}千伏安（千瓦）", blank)).toEqual([
      "主供容量：_____千伏安（千瓦）",
    ]);
    const [filled] = sheetLine("供气压力：_____{gas.pressure|amount}（kPa）", data, makePen(readCoverage(), []));
    expect(filled?.find((inline) => inline.decoration === "underline")?.text).toBe(" 102.5 ");
  });

  it("does not print a unit twice where the sheet prints it itself", () => {
    expect(line("供气压力：{gas.pressure} kPa")).toEqual(["供气压力：102.5 kPa"]);
    expect(line("供气压力：{gas.pressure}")).toEqual(["供气压力：102.5kPa"]);
  });

  it("ticks yes or no, and neither while the answer is open", () => {
    const asked = (dualSupply: boolean | null) => ({
      ...data,
      form: { ...data.form, water: { ...data.form["water"], dualSupply } },
    });
    const source = "是 {box water.dualSupply} 否 {box water.dualSupply=no}";
    expect([true, false, null].map((answer) => line(source, asked(answer)).join("").replaceAll(/\s/gu, ""))).toEqual([
      "是☑否☐",
      "是☐否☑",
      "是☐否☐",
    ]);
  });

  it("mends a scan error by the locality's choice, and never in what a person typed", () => {
    expect(line("联动 {box network.carriers=unicom}")[0]).toContain("联通");
    const typed = { ...data, form: { ...data.form, header: { ...data.form["header"], applicant: "联动公司" } } };
    expect(line("{header.applicant}", typed)).toEqual(["联动公司"]);
  });

  it("refuses a place that the form does not have, naming it", () => {
    expect(() => line("{water.colour}")).toThrow("water.colour");
    expect(() => line("{letter.colour}")).toThrow("letter.colour");
  });
});

describe("the grid of a sheet", () => {
  const cell = (text: string, span = 1, rowSpan = 1) => ({ lines: [text], span, rowSpan, as: "label" as const });

  it("refuses a row that does not fill its columns, naming the row", () => {
    const broken = sheet([
      { heightMm: null, cells: [cell("甲"), cell("乙")] },
      { heightMm: null, cells: [cell("丙")] },
    ]);
    expect(() => printSheet(broken, data, makePen(readCoverage(), []))).toThrow("第 2 行");
  });

  it("leaves room for a cell that reaches down from the row above", () => {
    const rows = [
      { heightMm: null, cells: [cell("左", 1, 2), cell("右上")] },
      { heightMm: null, cells: [cell("右下")] },
    ];
    const [table] = printSheet(sheet(rows), data, makePen(readCoverage(), []));
    if (table === undefined || !("table" in table)) throw new Error("no table");
    expect(table.table.body.map((row) => row.map((one) => "stack" in one))).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("is as wide as the page allows, whatever the shares", () => {
    const widths = [
      [1, 1],
      [10, 20, 30, 40],
    ].map((columns) => {
      const { table } = grid(columns, [{ heightMm: null, cells: columns.map(() => ({ lines: [] })) }]);
      return table.widths.reduce((sum, width) => sum + width + 8.75, 0.75);
    });
    expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 6);
  });
});
