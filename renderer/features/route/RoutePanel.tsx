import type { OutsideLine } from "#shared/outside-line.ts";
import type { Profile } from "#shared/profile.ts";
import type { RouteDecision } from "#shared/routing-rules.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { LineTotal } from "./LineTotal.tsx";
import { RouteCard } from "./RouteCard.tsx";
import { RouteTag } from "./RouteTag.tsx";
import "./route.css";

type Props = {
  profile: Profile;
  utilities: readonly string[];
  /** Utilities said to need no outside line. */
  without: readonly string[];
  decisions: readonly RouteDecision[];
  lines: readonly OutsideLine[];
  /** The utility whose trace stands open; the others fold theirs. */
  active: string | null;
};

/** The route of each ticked utility with its reasons, as the facts stand. */
export function RoutePanel({ profile, utilities, without, decisions, lines, active }: Props) {
  const t = useText();
  const pick = usePick();
  const shown = profile.utilities.filter((utility) => utilities.includes(utility.id));
  const open = decisions.some((decision) => decision.utility === active) ? active : (decisions[0]?.utility ?? null);
  return (
    <section aria-labelledby="route-title" className="side-card">
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
          <div key={utility.id} className="route-card">
            <div className="route-head">
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
