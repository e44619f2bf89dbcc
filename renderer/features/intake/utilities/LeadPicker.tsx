import { bilingual } from "#shared/lib/bilingual.ts";
import { leadUnits } from "#shared/case/assignment.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import { useCheckStore } from "#renderer/features/intake/check-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { useWindowRoster } from "./use-window-roster.ts";

const OWN = "own";

/** At a shared window with a joint approval, the clerk picks the lead unit (牵头单位); default: their own employer. */
export function LeadPicker({ decisions }: { decisions: readonly RouteDecision[] }) {
  const t = useText();
  const pick = usePick();
  const { utilities, lead, setLead } = useIntakeStore();
  const roster = useWindowRoster();
  const problem = useCheckStore((state) => state.problems.find(({ path }) => path === "lead") ?? null);
  const isNeeded = lead !== null || decisions.some(({ route }) => route === "joint-approval" || route === "blocked");
  if (roster === null || roster.leadPick === null || utilities.length === 0 || !isNeeded) return null;
  const { own, quote, clause } = roster.leadPick;
  const units = roster.utilities
    .filter(({ utility }) => utilities.includes(utility))
    .map(({ utility, unit }) => ({ utility, name: unit }));
  const options = leadUnits(bilingual(own, own), units).map(({ utility, name }) => ({
    id: utility ?? OWN,
    label: utility === null ? t("leadPick.own", { name: own }) : pick(name),
  }));
  return (
    <section className="side-card" data-testid="side-card" aria-labelledby="lead-pick">
      <h2 id="lead-pick" className="card-title">
        {t("leadPick.title")}
      </h2>
      <FieldBox
        label={t("leadPick.legend")}
        htmlFor={null}
        required={false}
        messageId="lead-pick-m"
        problem={problem === null ? null : pick(problem.message)}
        warning={null}
      >
        <Pills
          name="lead-pick-unit"
          path="lead"
          clearable={false}
          options={options}
          value={lead?.utility ?? OWN}
          describedBy="lead-pick-m"
          onChange={(id) => setLead({ utility: id === OWN ? null : id })}
        />
      </FieldBox>
      <details className="quote-details" data-testid="reason-quote">
        <summary>
          {t("route.quote")} {clause}
        </summary>
        <q lang="zh-CN">{quote}</q>
        <p className="side-empty">{t("leadPick.hint")}</p>
      </details>
    </section>
  );
}
