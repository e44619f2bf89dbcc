import type { DeadlineLine } from "#shared/case/application.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./DeadlinePanel.module.css";

/** Deadlines and promises with their dates; if one cannot be computed, the reason. */
export function DeadlinePanel({ deadlines }: { deadlines: readonly DeadlineLine[] }) {
  const t = useText();
  const pick = usePick();
  return (
    <section aria-labelledby="clock-title" className="side-card" data-testid="side-card">
      <h2 id="clock-title" className="card-title">
        {t("deadline.title")}
      </h2>
      {deadlines.length === 0 && <p className="side-empty">{t("deadline.empty")}</p>}
      <ul className={css.deadlines}>
        {deadlines.map((clock) => (
          <li key={clock.deadline} className={css.deadline}>
            <span className={css.head}>
              <strong>{pick(clock.label)}</strong>
              <span className={`${css.standing} ${css[`basis-is-${clock.basis}`]}`}>
                {t(`deadline.${clock.basis}`)}
              </span>
              <span className={`${css.state} ${css[`is-${clock.state}`]}`}>
                {clock.dueAt !== null
                  ? t("deadline.due", { date: momentText(clock.dueAt) })
                  : (clock.dueOn ?? t(`deadline.${clock.state}`))}
              </span>
            </span>
            <span className={css.note}>
              {clock.dueAt !== null && clock.state !== "running" && <b>{t(`deadline.${clock.state}`)} </b>}
              {clock.note !== null && pick(clock.note)} <span>{clock.clause}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
