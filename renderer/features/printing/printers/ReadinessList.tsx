import type { ReadinessLine } from "#shared/contract/printers.ts";
import { READINESS_WORDS } from "#shared/contract/printer-text.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import css from "./printer.module.css";

const LOOKS: Record<ReadinessLine["status"], string | undefined> = {
  confirmed: css["is-ready"],
  faulty: css["is-stopped"],
  waiting: css["is-attention"],
  missing: css["is-attention"],
};

/** The day's readiness of each printer (每日就绪): whether a person confirmed its test print, who and when. */
export function ReadinessList({ lines }: { lines: readonly ReadinessLine[] }) {
  const t = useText();
  const pick = usePick();
  if (lines.length === 0) return null;
  return (
    <ul className={css.readiness} data-testid="printer-readiness" aria-label={t("printer.readiness")}>
      {lines.map((line) => (
        <li key={line.printerId}>
          {line.station} · {line.printer}:{" "}
          <span className={LOOKS[line.status]}>{pick(READINESS_WORDS[line.status])}</span>
          {line.at !== null && (
            <span className="number">
              {" "}
              {line.by ?? ""} {hourText(line.at)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
