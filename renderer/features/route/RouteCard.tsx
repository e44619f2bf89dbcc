import type { RouteDecision, Verdict } from "#shared/routing-rules.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { RouteTag } from "./RouteTag.tsx";

const SIGNS: Record<Verdict, string> = { met: "✓", "not-met": "✕", unknown: "?" };

/** One utility's route: what was decided, what would change it, and each step with the words of the paper. */
export function RouteCard({ name, decision, open }: { name: string; decision: RouteDecision; open: boolean }) {
  const t = useText();
  const pick = usePick();
  return (
    <article className="route-card" aria-label={`${name} ${t(`route.${decision.route}`)}`}>
      <div className="route-head">
        <strong>{name}</strong>
        <RouteTag kind={decision.route} label={t(`route.${decision.route}`)} />
        {decision.letter && <span className="route-letter">{t("route.letter")}</span>}
      </div>
      {decision.missing.length > 0 && (
        <div className="route-missing">
          <h3>{t("route.missing")}</h3>
          <ul>
            {decision.missing.map((fact) => (
              <li key={fact.fact}>
                ? {pick(fact.text)}
                {fact.couldOpen !== null && (
                  <span className="route-could"> {t("route.couldOpen", { route: t(`route.${fact.couldOpen}`) })}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {/* Opened anew when the clerk moves to this utility; what is folded by hand stays folded until then. */}
      <details key={String(open)} open={open}>
        <summary>{t("route.trace", { n: decision.reasons.length })}</summary>
        <ol className="reasons">
          {decision.reasons.map((reason) => (
            <li key={reason.id} className={`reason reason-${reason.verdict}`}>
              <span className="reason-sign" aria-hidden="true">
                {SIGNS[reason.verdict]}
              </span>
              <span>
                <span className="visually-hidden">{t(`verdict.${reason.verdict}`)}: </span>
                {pick(reason.text)}
                <details className="reason-quote">
                  <summary>
                    {t("route.quote")} {reason.clause}
                  </summary>
                  <q lang="zh-CN">{reason.quote}</q>
                </details>
              </span>
            </li>
          ))}
        </ol>
        {decision.assumptions.length > 0 && (
          <>
            <h3>{t("route.assumptions")}</h3>
            <ul className="assumptions">
              {decision.assumptions.map((assumption) => (
                <li key={assumption.id}>{pick(assumption.text)}</li>
              ))}
            </ul>
          </>
        )}
      </details>
    </article>
  );
}
