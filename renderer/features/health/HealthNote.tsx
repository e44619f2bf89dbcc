import type { Problem } from "#shared/lib/problem.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import css from "./HealthNote.module.css";

/** Shows a fault of the store on every staff page: what, whether the data is safe, what to do. It cannot be closed. */
export function HealthNote({ troubles }: { troubles: Problem[] }) {
  const t = useText();
  const pick = usePick();
  return troubles.map((trouble) => (
    <section key={trouble.code} className={css.note} data-testid="health-note" role="alert">
      <strong>{pick(trouble.what)}</strong>
      <dl>
        <dt>{t("problem.safe")}</dt>
        <dd>{pick(trouble.safe)}</dd>
        <dt>{t("problem.next")}</dt>
        <dd>{pick(trouble.next)}</dd>
      </dl>
    </section>
  ));
}
