import type { RouteChange } from "#shared/case/route-change.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import css from "./RouteChanges.module.css";

/** A route before or after, or that there is no outside line. */
function Tag({ decision }: { decision: RouteDecision | null }) {
  const t = useText();
  return decision === null ? (
    <RouteTag kind="none" label={t("case.noRoute")} />
  ) : (
    <RouteTag kind={decision.route} label={t(`route.${decision.route}`)} />
  );
}

/** What a new decision changed: each route before and after, with the reasons that differ. */
export function RouteChanges({ changes, profile }: { changes: readonly RouteChange[]; profile: Profile }) {
  const t = useText();
  const pick = usePick();
  return (
    <ul className={css.changes}>
      {changes.map((change) => {
        const label = profile.utilities.find((utility) => utility.id === change.utility)?.label;
        return (
          <li key={change.utility} data-testid="change">
            <span className={css.changeHead}>
              <strong>{label === undefined ? change.utility : pick(label)}</strong>
              <span className="visually-hidden">{t("case.before")}</span>
              <Tag decision={change.before} />
              <span aria-hidden="true">→</span>
              <span className="visually-hidden">{t("case.after")}</span>
              <Tag decision={change.after} />
            </span>
            <table className={css.changeReasons} data-testid="change-reasons">
              <caption className="visually-hidden">{t("case.reasonsChanged")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("case.before")}</th>
                  <th scope="col">{t("case.after")}</th>
                </tr>
              </thead>
              <tbody>
                {change.reasons.map((reason) => (
                  <tr key={reason.id}>
                    <td>{reason.before === null ? "–" : pick(reason.before.text)}</td>
                    <td>{reason.after === null ? "–" : pick(reason.after.text)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </li>
        );
      })}
    </ul>
  );
}
