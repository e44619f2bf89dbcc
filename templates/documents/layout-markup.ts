/**
 * A piece of a sheet line. `blank` is the run of spaces or underscores that the annex prints at a place. An empty
 * place keeps it; a value replaces it.
 */
export type MarkupToken =
  | { kind: "text"; text: string }
  | { kind: "place"; path: string[]; part: string | null; blank: string }
  | { kind: "box"; path: string[]; option: string | null }
  | { kind: "number"; blank: string }
  | { kind: "window"; blank: string }
  | { kind: "promises" }
  | { kind: "opinion"; signer: string; blank: string }
  | { kind: "opinion-date"; signer: string; part: string | null; blank: string };

const BRACES = /\{([^{}]*)\}/gu;
const BOX = /^box ([A-Za-z][A-Za-z0-9.]*)(?:=([a-z0-9][a-z0-9-]*))?$/u;
const OPINION = /^(opinion|opinionDate) ([a-z][a-z0-9-]*)(?:\|([a-z]+))?$/u;
const PLACE = /^([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)+)(?:\|([A-Za-z]+))?$/u;

function parsePlace(source: string, blank: string): MarkupToken {
  if (source === "number") return { kind: "number", blank };
  if (source === "window") return { kind: "window", blank };
  if (source === "promises") return { kind: "promises" };
  const box = BOX.exec(source);
  if (box !== null) return { kind: "box", path: (box[1] ?? "").split("."), option: box[2] ?? null };
  const opinion = OPINION.exec(source);
  if (opinion !== null) {
    const signer = opinion[2] ?? "";
    return opinion[1] === "opinion"
      ? { kind: "opinion", signer, blank }
      : { kind: "opinion-date", signer, part: opinion[3] ?? null, blank };
  }
  const place = PLACE.exec(source);
  if (place !== null) return { kind: "place", path: (place[1] ?? "").split("."), part: place[2] ?? null, blank };
  throw new Error(`版式中的标记无法识别：{${source}} / a mark of the sheet is not understood`);
}

/**
 * Splits one line of a sheet into text and places. Throws on unknown marks, because a profile must not print braces.
 */
export function parseMarkup(line: string): MarkupToken[] {
  const tokens: MarkupToken[] = [];
  let end = 0;
  for (const match of line.matchAll(BRACES)) {
    const before = line.slice(end, match.index);
    end = match.index + match[0].length;
    const source = (match[1] ?? "").trim();
    const isBox = source.startsWith("box ");
    // Spaces before a box belong to the text; before a value they are the width of its blank.
    const lead = isBox ? "" : (/[\s_＿]+$/u.exec(before)?.[0] ?? "");
    const text = before.slice(0, before.length - lead.length);
    if (text !== "") tokens.push({ kind: "text", text });
    let blank = lead;
    if (!isBox) {
      const trail = /^[_＿]+/u.exec(line.slice(end))?.[0] ?? "";
      blank += trail;
      end += trail.length;
    }
    tokens.push(parsePlace(source, blank));
  }
  const rest = line.slice(end);
  if (rest !== "") tokens.push({ kind: "text", text: rest });
  return tokens;
}
