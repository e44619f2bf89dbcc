import { metresText, squareMetresText } from "#shared/measure.ts";
import { UNKNOWN, type OutsideLine, type Unknown } from "#shared/outside-line.ts";
import { emptyCrossing, emptyLine, NEVER, type CrossingEntry, type LineEntry } from "./line-entry.ts";

const typed = <T>(value: T | Unknown, text: (value: T) => string): string =>
  value === UNKNOWN ? "" : text(value as T);
const day = (value: string | null): string => (value === null ? NEVER : value === UNKNOWN ? "" : value);
const metres = (value: number | Unknown): string => typed(value, (mm) => metresText(mm));

/** Facts as somebody would type them, to be corrected by a survey; reading them back gives the same facts. */
export function entryOfLine(line: OutsideLine): LineEntry {
  const { crossings, green } = line;
  const rows =
    crossings === UNKNOWN
      ? []
      : crossings.map((crossing): CrossingEntry => ({
          length: metres(crossing.lengthMm),
          roadClass: crossing.roadClass === UNKNOWN ? "" : crossing.roadClass,
          openedOn: day(crossing.openedOn),
          overhauledOn: day(crossing.overhauledOn),
        }));
  const touched = green !== UNKNOWN && green !== null ? green : null;
  return {
    ...emptyLine(),
    on: line.on === UNKNOWN ? "" : line.on,
    length: metres(line.lineLengthMm),
    crossings: crossings === UNKNOWN ? "unknown" : rows.length === 0 ? "none" : "some",
    crossingRows: rows.length === 0 ? [emptyCrossing()] : rows,
    green: green === UNKNOWN ? "unknown" : green === null ? "none" : "some",
    greenLength: touched === null ? "" : metres(touched.lengthMm),
    greenArea: touched === null ? "" : typed(touched.areaCm2, (cm2) => squareMetresText(cm2)),
    greenTrees: touched === null ? "" : typed(touched.trees, String),
  };
}
