import type { DeadlineLine } from "#shared/case/application.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./DeadlinePanel.module.css";

type Props = {
  /** Null if they are not known now. */ deadlines: readonly DeadlineLine[] | null;
  /** Why there are none yet; it stands in place of a list. */ none?: string | null;
};

/** Deadlines and promises with their dates; if one cannot be computed, the reason. Null is said to be unknown. */
export function DeadlinePanel({ deadlines, none = null }: Props) {
  const t = useText();
  const pick = usePick();
  const shown = none === null ? deadlines : [];
  return (
    <section aria-labelledby="deadlines-title" className="side-card" data-testid="side-card">
      <h2 id="deadlines-title" className="card-title">
        {t("deadline.title")}
      </h2>
      {none !== null && <p className="side-empty">{none}</p>}
      {shown === null && <p className="side-empty">{t("deadline.unknown")}</p>}
      {none === null && shown?.length === 0 && <p className="side-empty">{t("deadline.empty")}</p>}
      <ul className={css.deadlines}>
        {shown?.map((deadline) => (
          <li key={deadline.deadline} className={css.deadline}>
            <span className={css.head}>
              <strong>{pick(deadline.label)}</strong>
              <span className={`${css.basis} ${css[`basis-is-${deadline.basis}`]}`}>
                {t(`deadline.${deadline.basis}`)}
              </span>
              <span className={`${css.state} ${css[`is-${deadline.state}`]}`}>
                {deadline.dueAt !== null
                  ? t("deadline.due", { date: momentText(deadline.dueAt) })
                  : (deadline.dueOn ?? t(`deadline.${deadline.state}`))}
              </span>
            </span>
            <span className={css.note}>
              {deadline.dueAt !== null && deadline.state !== "running" && <b>{t(`deadline.${deadline.state}`)} </b>}
              {deadline.note !== null && pick(deadline.note)} <span>{deadline.clause}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
