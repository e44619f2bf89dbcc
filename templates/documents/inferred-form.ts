import type { Field, FormSection, Sheet, SheetCell, SimpleField } from "#shared/profile/form.ts";
import type { DocumentData } from "./document-data.ts";
import type { Profile } from "#shared/profile/profile.ts";

type Row = Sheet["rows"][number];
/** A labelled value that takes half of the width, or all of it. */
type Piece = { label: string; lines: string[]; wide: boolean };

const cell = (lines: string[], as: SheetCell["as"], span = 1): SheetCell => ({ lines, as, span, rowSpan: 1 });
const row = (...cells: SheetCell[]): Row => ({ heightMm: null, cells });

const boxes = (path: string, options: { id: string; label: { zh: string } }[]): string =>
  options.map((option) => `${option.label.zh} {box ${path}=${option.id}}`).join("　");

function unitsText(units: { label: { zh: string } }[]): string {
  const [first, ...others] = units.map((unit) => unit.label.zh);
  if (first === undefined) return "";
  return others.length === 0 ? ` ${first}` : ` ${first}（${others.join("、")}）`;
}

function simplePiece(path: string, field: SimpleField): Piece {
  const label = field.label.zh;
  switch (field.kind) {
    case "choice":
    case "choices":
      return { label, lines: [boxes(path, field.options)], wide: true };
    case "yes-no":
      return { label, lines: [`是 {box ${path}=yes}　否 {box ${path}=no}`], wide: false };
    case "amount":
      return { label, lines: [`{${path}|amount}${unitsText(field.units)}`], wide: false };
    case "hour":
      return { label, lines: [`{${path}|year} 年 {${path}|month} 月 {${path}|day} 日 {${path}|hour} 时`], wide: true };
    case "date":
      return { label, lines: [`{${path}|year} 年 {${path}|month} 月 {${path}|day} 日`], wide: false };
    case "text":
      return { label, lines: [`{${path}}`], wide: field.maxLength > 100 };
    case "integer":
      return { label, lines: [`{${path}}`], wide: false };
  }
}

function piece(section: FormSection, field: Field): Piece {
  const path = `${section.id}.${field.id}`;
  if (field.kind !== "list") return simplePiece(path, field);
  // The sheet has one row; further rows go on the continuation sheet.
  return {
    label: field.label.zh,
    lines: [field.fields.map((column) => `${column.label.zh}：{${path}.${column.id}}`).join("　")],
    wide: true,
  };
}

/** Two half-width pieces share a row; a wide or single one fills it. */
function rowsOf(pieces: Piece[]): Row[] {
  const rows: Row[] = [];
  let waiting: Piece | null = null;
  const whole = (one: Piece) => rows.push(row(cell([one.label], "label"), cell(one.lines, "value", 3)));
  for (const one of pieces) {
    if (one.wide) {
      if (waiting !== null) whole(waiting);
      waiting = null;
      whole(one);
    } else if (waiting === null) {
      waiting = one;
    } else {
      rows.push(
        row(
          cell([waiting.label], "label"),
          cell(waiting.lines, "value"),
          cell([one.label], "label"),
          cell(one.lines, "value"),
        ),
      );
      waiting = null;
    }
  }
  if (waiting !== null) whole(waiting);
  return rows;
}

/** The common layout (推定) of the unified form, built from the profile's sections if the policy attaches no form. */
export function inferredFormSheet(profile: Profile, service: DocumentData["service"] = null): Sheet {
  const { sections } = profile.form;
  const section = (one: FormSection): Row[] => rowsOf(one.fields.map((field) => piece(one, field)));
  const general = sections.filter((one) => one.utility === null);
  const [first, ...others] = general;
  const isChange = service?.change === true;
  const utilities = boxesBefore(profile, isChange);
  return {
    columns: [17, 33, 17, 33],
    above: ["受理窗口：{window}　　　　受理编号：{number}"],
    rows: [
      ...(first === undefined ? [] : section(first)),
      ...(service == null ? [] : [row(cell(["申请服务"], "label"), cell([service.label.zh], "value", 3))]),
      row(cell([isChange ? "申请办理业务" : "申请联合报装内容"], "label"), cell([utilities], "value", 3)),
      ...others.flatMap((one) => [row(cell([one.label.zh], "heading", 4)), ...section(one)]),
      ...sections
        .filter((one) => one.utility !== null)
        .flatMap((one) => [
          row(cell([isChange ? one.label.zh : `${one.label.zh}（选填）`], "heading", 4)),
          ...section(one),
        ]),
    ],
    below: [],
  };
}

const boxesBefore = (profile: Profile, isChange: boolean): string =>
  profile.utilities
    .map((utility) => `{box utilities=${utility.id}} ${isChange ? utility.label.zh : utility.itemLabel.zh}`)
    .join("　");
