import { metresText } from "#shared/measure.ts";
import { UNKNOWN, type OutsideLine } from "#shared/outside-line.ts";
import { useText } from "#renderer/strings/text.ts";

/** The length of all outside lines together: a paper's limit may mean one line or all of them, so both are in sight. */
export function LineTotal({ lines }: { lines: readonly OutsideLine[] }) {
  const t = useText();
  const known = lines.flatMap((line) => (line.lineLengthMm === UNKNOWN ? [] : [line.lineLengthMm]));
  if (lines.length < 2 || known.length === 0) return null;
  const metres = metresText(known.reduce((sum, mm) => sum + mm, 0));
  return (
    <p className="line-total number">
      {t(known.length < lines.length ? "route.totalPartly" : "route.total", { n: known.length, metres })}
    </p>
  );
}
