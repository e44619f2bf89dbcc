import { Button } from "antd";
import type { WarningLine } from "#shared/contract/desk-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { useDeskStore } from "./desk-store.ts";

/** Warnings that wait for a named person to say that they were seen. */
export function WarningList({ warnings }: { warnings: WarningLine[] }) {
  const t = useText();
  const pick = usePick();
  const acknowledge = useDeskStore((state) => state.acknowledge);
  if (warnings.length === 0) return null;
  return (
    <section className="desk-warnings" aria-labelledby="desk-warnings">
      <h2 id="desk-warnings" className="desk-heading">
        {t("warning.title")} {warnings.length}
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.applicationId} ${warning.clock} ${warning.level}`} className="desk-warning">
            <strong className={`desk-level desk-level-${warning.level}`}>{t(`desk.group.${warning.level}`)}</strong>
            <span>
              <span className="number">{warning.acceptanceNumber}</span> {warning.applicant} · {pick(warning.label)} ·{" "}
              {t("desk.due", { time: momentText(warning.dueAt) })} · {t("desk.duty", { name: warning.dutyHolder })} ·{" "}
              <span className="desk-soft">{t("warning.raised", { time: momentText(warning.raisedAt) })}</span>
            </span>
            <Button
              size="small"
              aria-label={t("warning.acknowledgeOf", { number: warning.acceptanceNumber, label: pick(warning.label) })}
              onClick={() => void acknowledge(warning)}
            >
              {t("warning.acknowledge")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
