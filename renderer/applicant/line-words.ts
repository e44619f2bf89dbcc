import { measuredFact } from "#shared/line-facts.ts";
import { UNKNOWN, type OutsideLine } from "#shared/outside-line.ts";
import type { Text } from "#renderer/strings/text.ts";

const metres = (mm: number): string => String(mm / 1000);

/** The facts of one outside line in words, what nobody measured said to be so. */
export function lineWords(line: OutsideLine, t: Text): string[] {
  const length = measuredFact(line, "lineLengthMm");
  const crossing = measuredFact(line, "crossingTotalMm");
  const area = measuredFact(line, "greenAreaCm2");
  const parts: (string | null)[] = [
    length.missing.length > 0 ? null : t("applicant.lineLength", { m: metres(length.known) }),
    line.crossings === UNKNOWN || crossing.missing.length > 0
      ? null
      : line.crossings.length === 0
        ? t("applicant.noCrossing")
        : t("applicant.crossings", { n: line.crossings.length, m: metres(crossing.known) }),
    line.green === null
      ? t("applicant.noGreen")
      : area.missing.length > 0
        ? null
        : t("applicant.green", { m2: String(area.known / 10_000) }),
    line.on === UNKNOWN ? null : t("applicant.lineOn", { on: line.on }),
  ];
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? [t("applicant.unmeasured")] : known;
}
