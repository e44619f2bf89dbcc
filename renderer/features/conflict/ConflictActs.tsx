import type { ConflictView } from "#shared/contract/conflict-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** What was done at both windows besides the form, and what becomes of this window's: theirs stands, and what can still be done goes on by itself. */
export function ConflictActs({ view, windows }: { view: ConflictView; windows: string }) {
  const t = useText();
  const pick = usePick();
  if (view.mine.length + view.others.length === 0) return null;
  return (
    <section className="conflict-acts" aria-labelledby="conflict-acts">
      <h3 id="conflict-acts">{t("conflict.acts")}</h3>
      <p>{t("conflict.actsRule")}</p>
      <ul>
        {view.others.map((act) => (
          <li key={`theirs ${act.at} ${act.label.zh}`}>
            <span className="number">{momentText(act.at)}</span> {windows} · <strong>{pick(act.label)}</strong> ·{" "}
            {t("conflict.stands")}
          </li>
        ))}
        {view.mine.map((act) => (
          <li key={`mine ${act.at} ${act.label.zh}`} className={act.refused === null ? undefined : "is-dropped"}>
            <span className="number">{momentText(act.at)}</span> {t("conflict.mine")} ·{" "}
            <strong>{pick(act.label)}</strong> ·{" "}
            {act.refused === null ? t("conflict.again") : t("conflict.dropped", { why: pick(act.refused) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
