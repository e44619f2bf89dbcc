import type { DocumentData } from "./document-data.ts";
import type { PdfInline } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import { fieldAt, fillPlace, isBoxTicked, type Filled } from "./places.ts";
import { parseMarkup, type MarkupToken } from "./layout-markup.ts";
import { datePart } from "./value-text.ts";

/** The note on the chosen unit, if the sheet prints several. */
const UNIT_NOTE = "按";
const UNIT_NOTE_SIZE = 7;

/** Width of an empty place in ideographs, if the annex prints no blank of its own. */
const BLANK = { year: 3, other: 2 } as const;
/** A box fills its whole square and an ideograph does not, so a slightly smaller box looks the same size. */
const BOX_SIZE = 9.5;
const IDEOGRAPHIC_SPACE = "\u3000";

const isRuled = (blank: string): boolean => blank.includes("_") || blank.includes("＿");

/** An empty place: the annex's underscores, or ideographic spaces, as plain ones would be trimmed at a line's end. */
function blankInlines(pen: Pen, { blank, part, last }: Blank): PdfInline[] {
  if (isRuled(blank)) return pen.fixed(blank);
  const width = Math.max(Math.ceil(blank.length / 2), part === "year" ? BLANK.year : BLANK.other);
  return last ? [] : pen.fixed(IDEOGRAPHIC_SPACE.repeat(width));
}

/** A place as the annex prints it: its blank, the part of the value it takes, and whether it ends the line. */
type Blank = { blank: string; part: string | null; last: boolean };

function placed(pen: Pen, filled: Filled, { blank, part, last }: Blank): PdfInline[] {
  if (filled.text === null || filled.text === "") return blankInlines(pen, { blank, part, last });
  const ruled = isRuled(blank);
  const lead = !ruled && blank !== "" ? pen.fixed(" ") : [];
  return [
    ...lead,
    ...pen.value(ruled ? ` ${filled.text} ` : filled.text, filled.where, ruled ? { underline: true } : {}),
  ];
}

function opinionPlace(data: DocumentData, token: Extract<MarkupToken, { kind: "opinion" | "opinion-date" }>): Filled {
  const opinion = data.approval?.opinions.find((one) => one.signer === token.signer);
  const where = `审批意见·${token.signer}`;
  if (token.kind === "opinion") return { text: opinion?.text ?? null, where };
  const on = opinion?.signedOn ?? null;
  return { text: token.part === null ? on : datePart(on, token.part), where };
}

/** Whether the sheet prints every unit of a place after it, e.g. 千伏安（千瓦）. */
function printsAllUnits(data: DocumentData, token: MarkupToken | undefined, tokens: MarkupToken[]): boolean {
  if (token?.kind !== "place") return false;
  const field = fieldAt(data, token.path);
  if (field?.kind !== "amount" || field.units.length < 2) return false;
  const after = tokens.slice(tokens.indexOf(token) + 1).find((one) => one.kind === "text");
  return after?.kind === "text" && field.units.every((unit) => after.text.includes(unit.label.zh));
}

/** Names the chosen unit in small type if the sheet prints every unit. */
function unitNote(data: DocumentData, pen: Pen, token: MarkupToken, tokens: MarkupToken[]): PdfInline[] {
  if (token.kind !== "place" || token.part !== "amount" || !printsAllUnits(data, token, tokens)) return [];
  const unit = fillPlace(data, token.path, "unit").text;
  return unit === null ? [] : pen.fixed(`〔${UNIT_NOTE}${unit}〕`, { fontSize: UNIT_NOTE_SIZE });
}

/** An amount, without its unit if the sheet prints that unit itself. */
function placeText(
  data: DocumentData,
  token: Extract<MarkupToken, { kind: "place" }>,
  next: MarkupToken | undefined,
): Filled {
  const filled = fillPlace(data, token.path, token.part);
  const field = fieldAt(data, token.path);
  if (token.part !== null || field?.kind !== "amount" || next?.kind !== "text") return filled;
  const unit = fillPlace(data, token.path, "unit").text;
  return unit !== null && next.text.trimStart().startsWith(unit)
    ? { ...filled, text: fillPlace(data, token.path, "amount").text }
    : filled;
}

/**
 * Widens the space between two options, so that a tick is never read as the neighbour's. It is before each box if
 * boxes come first (☐ 用水 ☐ 用电), and after it if they come last (新装 ☐ 增容 ☐).
 */
function optionText(tokens: MarkupToken[], index: number, text: string): string {
  const boxFirst = tokens[0]?.kind === "box";
  if (boxFirst) return tokens[index + 1]?.kind === "box" ? text.replace(/ +$/u, IDEOGRAPHIC_SPACE) : text;
  const labelAfterValue = tokens[index - 1]?.kind === "place" && text.endsWith("：");
  return tokens[index - 1]?.kind === "box" || labelAfterValue ? text.replace(/^ +/u, IDEOGRAPHIC_SPACE) : text;
}

/** Prints one line of a sheet, its places filled or left blank as in the annex; `{promises}` may give several lines. */
export function sheetLine(line: string, data: DocumentData, pen: Pen): PdfInline[][] {
  const tokens = parseMarkup(line);
  if (tokens.some((token) => token.kind === "promises"))
    return data.profile.commitmentLetter.promises.map((promise) => pen.annex(promise.text));
  const notes: PdfInline[] = [];
  const inlines = tokens.flatMap((token, index): PdfInline[] => {
    const last = index === tokens.length - 1;
    notes.push(...unitNote(data, pen, token, tokens));
    switch (token.kind) {
      case "text":
        return pen.annex(optionText(tokens, index, token.text));
      case "box":
        return pen.fixed(isBoxTicked(data, token.path, token.option) ? "☑" : "☐", { fontSize: BOX_SIZE });
      case "number":
        // An outage form has its own number at its foot; the acceptance number is written in later.
        return placed(
          pen,
          { text: data.marker === "outage" ? null : data.number, where: "受理编号" },
          { blank: token.blank, part: null, last },
        );
      case "window":
        return placed(pen, { text: data.window, where: "受理窗口" }, { blank: token.blank, part: null, last });
      case "opinion":
      case "opinion-date":
        return placed(pen, opinionPlace(data, token), {
          blank: token.blank,
          part: token.kind === "opinion" ? null : token.part,
          last,
        });
      case "place":
        if (token.part === "unit" && printsAllUnits(data, token, tokens)) return [];
        return placed(pen, placeText(data, token, tokens[index + 1]), { ...token, last });
      case "promises":
        return [];
    }
  });
  return [[...inlines, ...notes]];
}
