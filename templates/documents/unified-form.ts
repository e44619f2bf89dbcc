import type { ListField, ListRow } from "#shared/profile/form.ts";
import { grid, type GridCell } from "#templates/drawing/grid.ts";
import type { PdfBlock } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import type { DocumentData } from "./document-data.ts";
import { inferredFormSheet } from "./inferred-form.ts";
import { printSheet } from "./layout.ts";
import { clockNote, titleBlocks } from "./page.ts";
import { consentLines, correctionLines } from "./record-text.ts";
import { rowsOf, valueText } from "./value-text.ts";

const BLANK = "＿＿＿＿＿＿";

/** The foot of an outage form (应急纸质单): its number in large type, with blanks for who received it and when. */
function outageLines(pen: Pen, data: DocumentData): PdfBlock[] {
  const line = (text: string): PdfBlock => ({ text: pen.fixed(text), margin: [0, 4, 0, 0] });
  return [
    {
      unbreakable: true,
      margin: [0, 5, 0, 0],
      stack: [
        { text: pen.value(`应急纸质单编号：${data.number ?? ""}`, "纸质单编号", { bold: true, fontSize: 12 }) },
        {
          text: pen.fixed(
            "停电、断网或系统故障时使用；恢复后由经办人补录，时限自收件时间起算。一单一件，涂改或写坏请作废。",
            { fontSize: 9 },
          ),
          margin: [0, 2, 0, 0],
        },
        line(`收件人（签名）：${BLANK}　　收件时间：＿＿＿＿年＿＿月＿＿日＿＿时＿＿分`),
        line(`申请人（签名）：${BLANK}　　补录人（签名）：${BLANK}　　补录时间：${BLANK}`),
      ],
    },
  ];
}

type Continued = { heading: string; field: ListField; rows: ListRow[] };

/** Lists with more rows than the one on the sheet. */
function continued(data: DocumentData): Continued[] {
  return data.profile.form.sections
    .filter((section) => section.utility === null || data.utilities.includes(section.utility))
    .flatMap((section) =>
      section.fields.flatMap((field) => {
        if (field.kind !== "list") return [];
        const rows = rowsOf(data.form[section.id]?.[field.id]).slice(1);
        return rows.length === 0 ? [] : [{ heading: `${section.label.zh}·${field.label.zh}`, field, rows }];
      }),
    );
}

function continuationTable(pen: Pen, list: Continued): PdfBlock {
  const cell = (inlines: GridCell["lines"][number]["inlines"]): GridCell => ({ lines: [{ inlines, align: "center" }] });
  const head = [
    cell(pen.fixed("序号", { bold: true })),
    ...list.field.fields.map((column) => cell(pen.fixed(column.label.zh, { bold: true }))),
  ];
  const body = list.rows.map((row, index) => ({
    heightMm: null,
    cells: [
      cell(pen.fixed(String(index + 2))),
      ...list.field.fields.map((column) =>
        cell(pen.value(valueText(column, row[column.id]) ?? "", `${list.heading}·${column.label.zh}`)),
      ),
    ],
  }));
  return grid(
    [10, ...list.field.fields.map(() => 90 / list.field.fields.length)],
    [{ heightMm: null, cells: head }, ...body],
    { headerRows: 1 },
  );
}

/**
 * The unified form (统一申请表/需求信息采集单): the annex's sheet or the common 推定 layout, with a continuation sheet (续页) for
 * further rows.
 */
export function unifiedForm(pen: Pen, data: DocumentData): PdfBlock[] {
  const { form } = data.profile;
  const lists = continued(data);
  const sheet = form.sheet ?? inferredFormSheet(data.profile, data.service);
  const notes: PdfBlock[] = lists.map((list) => ({
    text: pen.fixed(`${list.heading}：其余 ${list.rows.length} 行见续页。`, { fontSize: 9 }),
    margin: [0, 4, 0, 0],
  }));
  // Below the sheet, because the annex has no place for it and stays unchanged.
  const service: PdfBlock[] =
    form.sheet === null || data.service == null
      ? []
      : [{ text: pen.fixed(`申请服务：${data.service.label.zh}`, { fontSize: 9 }), margin: [0, 4, 0, 0] }];
  const proxy: PdfBlock[] =
    data.consent == null
      ? []
      : [
          {
            text: pen.value(consentLines(data.consent).slice(0, 1).join(""), "帮办代办", { fontSize: 9 }),
            margin: [0, 4, 0, 0],
          },
        ];
  const corrected: PdfBlock[] = correctionLines(data).map((text) => ({
    text: pen.value(text, "更正", { fontSize: 9 }),
    margin: [0, 4, 0, 0],
  }));
  const pages = lists.flatMap((list, index): PdfBlock[] => [
    {
      text: pen.fixed(`${form.title}（续页）`, { bold: true, fontSize: 14 }),
      alignment: "center",
      margin: [0, index === 0 ? 0 : 12, 0, 6],
      ...(index === 0 ? { pageBreak: "before" as const } : {}),
    },
    { text: pen.fixed(list.heading, { bold: true }), margin: [0, 0, 0, 4] },
    continuationTable(pen, list),
  ]);
  return [
    ...titleBlocks(pen, form.title, data, form.sheet === null),
    ...printSheet(sheet, data, pen),
    ...(data.marker === "outage" ? outageLines(pen, data) : []),
    ...service,
    ...proxy,
    ...corrected,
    ...clockNote(pen, data),
    ...notes,
    ...pages,
  ];
}
