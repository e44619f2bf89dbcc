import type { DeadlineLine } from "#shared/case/application.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import "./deadlines.css";

/** The time limits and promises with their dates; what cannot be computed says why. */
export function DeadlinePanel({ deadlines }: { deadlines: readonly DeadlineLine[] }) {
  const t = useText();
  const pick = usePick();
  return (
    <section aria-labelledby="clock-title" className="side-card">
      <h2 id="clock-title" className="card-title">
        {t("deadline.title")}
      </h2>
      {deadlines.length === 0 && <p className="side-empty">{t("deadline.empty")}</p>}
      <ul className="clocks">
        {deadlines.map((clock) => (
          <li key={clock.deadline} className="clock">
            <span className="clock-head">
              <strong>{pick(clock.label)}</strong>
              <span className={`clock-standing clock-standing-${clock.basis}`}>{t(`deadline.${clock.basis}`)}</span>
              <span className={`clock-state clock-${clock.state}`}>
                {clock.dueAt !== null
                  ? t("deadline.due", { date: momentText(clock.dueAt) })
                  : (clock.dueOn ?? t(`deadline.${clock.state}`))}
              </span>
            </span>
            <span className="clock-note">
              {clock.dueAt !== null && clock.state !== "running" && <b>{t(`deadline.${clock.state}`)} </b>}
              {clock.note !== null && pick(clock.note)} <span>{clock.clause}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
