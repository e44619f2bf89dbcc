import { metresText } from "#shared/profile/measure.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision, ConditionResult } from "#shared/profile/routing-rules.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { RouteTag } from "./RouteTag.tsx";
import css from "./route.module.css";

/** The length of all outside lines together: a rule's limit may mean one line or all, so both are shown. */
function LineTotal({ lines }: { lines: readonly OutsideLine[] }) {
  const t = useText();
  const known = lines.flatMap((line) => (line.lineLengthMm === UNKNOWN ? [] : [line.lineLengthMm]));
  if (lines.length < 2 || known.length === 0) return null;
  const metres = metresText(known.reduce((sum, mm) => sum + mm, 0));
  return (
    <p className={`${css.lineTotal} number`}>
      {t(known.length < lines.length ? "route.totalPartly" : "route.total", { n: known.length, metres })}
    </p>
  );
}

const SIGNS: Record<ConditionResult, string> = { met: "✓", "not-met": "✕", unknown: "?" };

/** One utility's route: the decision, what would change it, and each step with its clause. */
function RouteCard({ name, decision, open }: { name: string; decision: RouteDecision; open: boolean }) {
  const t = useText();
  const pick = usePick();
  return (
    <article className={css.card} data-testid="route-card" aria-label={`${name} ${t(`route.${decision.route}`)}`}>
      <div className={css.head}>
        <strong>{name}</strong>
        <RouteTag kind={decision.route} label={t(`route.${decision.route}`)} />
        {decision.letter && <span className={css.letter}>{t("route.letter")}</span>}
      </div>
      {decision.missing.length > 0 && (
        <div className={css.missing} data-testid="route-missing">
          <h3>{t("route.missing")}</h3>
          <ul>
            {decision.missing.map((fact) => (
              <li key={fact.fact}>
                ? {pick(fact.text)}
                {fact.couldOpen !== null && (
                  <span className={css.could}> {t("route.couldOpen", { route: t(`route.${fact.couldOpen}`) })}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {/* Opens again when the clerk moves to this utility; folded by hand it stays folded until then. */}
      <details key={String(open)} open={open}>
        <summary>{t("route.trace", { n: decision.reasons.length })}</summary>
        <ol className={css.reasons} data-testid="reasons">
          {decision.reasons.map((reason) => (
            <li key={reason.id} className={`${css.reason} ${css[`is-${reason.verdict}`]}`}>
              <span className={css.reasonSign} aria-hidden="true">
                {SIGNS[reason.verdict]}
              </span>
              <span>
                <span className="visually-hidden">{t(`result.${reason.verdict}`)}: </span>
                {pick(reason.text)}
                <details className="quote-details" data-testid="reason-quote">
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
            <ul className={css.assumptions}>
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

type Props = {
  profile: Profile;
  utilities: readonly string[];
  /** Utilities declared to need no outside line. */
  without: readonly string[];
  decisions: readonly RouteDecision[];
  lines: readonly OutsideLine[];
  /** The utility whose trace is open; the others are folded. */
  active: string | null;
};

/** The route of each ticked utility with its reasons, for the current facts. */
export function RoutePanel({ profile, utilities, without, decisions, lines, active }: Props) {
  const t = useText();
  const pick = usePick();
  const shown = profile.utilities.filter((utility) => utilities.includes(utility.id));
  const open = decisions.some((decision) => decision.utility === active) ? active : (decisions[0]?.utility ?? null);
  return (
    <section aria-labelledby="route-title" className="side-card" data-testid="side-card">
      <h2 id="route-title" className="card-title">
        {t("route.title")}
      </h2>
      <LineTotal lines={lines} />
      {shown.length === 0 && <p className="side-empty">{t("route.empty")}</p>}
      {shown.map((utility) => {
        const decision = decisions.find((one) => one.utility === utility.id);
        if (decision !== undefined && !without.includes(utility.id)) {
          return (
            <RouteCard key={utility.id} name={pick(utility.label)} decision={decision} open={utility.id === open} />
          );
        }
        return (
          <div key={utility.id} className={css.card} data-testid="route-card">
            <div className={css.head}>
              <strong>{pick(utility.label)}</strong>
              {without.includes(utility.id) ? (
                <RouteTag kind="none" label={t("route.noLine")} />
              ) : (
                <span className="side-empty">{t("route.pending")}</span>
              )}
            </div>
          </div>
        );
      })}
    </section>
  );
}
