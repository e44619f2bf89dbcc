import { Button } from "antd";
import { useMemo } from "react";
import type { Profile } from "#shared/profile/profile.ts";
import { SectionFields } from "#renderer/form/SectionFields.tsx";
import { OutsideLineForm } from "#renderer/form/outside-line/OutsideLineForm.tsx";
import { emptyLine } from "#renderer/form/outside-line/line-entry.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ConsentToggle, LateEntryToggle } from "./EntryToggles.tsx";
import { ServiceChoice } from "./ServiceChoice.tsx";
import { useCheckStore } from "./check-store.ts";
import { filledButUnticked } from "./clean-body.ts";
import { saveNow } from "./drafts/draft-store.ts";
import { useIntakeStore } from "./intake-store.ts";
import { useJointCheckStore } from "./joint-check/joint-check-store.ts";
import { LateEntryBox } from "./late-entry/LateEntryBox.tsx";
import { UtilityTiles } from "./utilities/UtilityTiles.tsx";
import css from "./IntakeForm.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

/** Asks about values of a utility that is not ticked: they stay on the form but are not submitted. */
function UntickedNote({ profile }: { profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const intake = useIntakeStore();
  const unticked = profile.utilities.filter((utility) => filledButUnticked(intake).includes(utility.id));
  if (unticked.length === 0) return null;
  return (
    <output className={css.unticked}>
      <span>
        !{" "}
        {t("utilities.untickedFilled", {
          names: unticked.map((utility) => pick(utility.label)).join(t("common.listComma")),
        })}
      </span>
      {unticked.map((utility) => (
        <Button key={utility.id} onClick={() => intake.toggleUtility(utility.id)}>
          {t("utilities.tickIt", { name: pick(utility.label) })}
        </Button>
      ))}
    </output>
  );
}

// Most applicants stand at the window, so the code for the others loads on demand.
const ConsentBox = lazyPart(async () => (await import("./consent/ConsentBox.tsx")).ConsentBox);

const NONE: readonly string[] = [];

/** The form of the local profile: general sections, the ticks, then one card for each ticked utility. */
export function IntakeForm({ profile }: { profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const { utilities, service, form, lines, channel, touched, tried, toggleUtility, setValue, setLine, touch } =
    useIntakeStore();
  const { problems, warnings } = useCheckStore();
  const pointed = useJointCheckStore((state) =>
    state.check?.state === "confirmed" ? NONE : (state.check?.pointed ?? NONE),
  );

  const messages = useMemo(() => {
    const byPath = (list: typeof problems) => new Map(list.map((one) => [one.path, pick(one.message)]));
    return { problems: byPath(problems), warnings: byPath(warnings) };
  }, [problems, warnings, pick]);
  const shown = (path: string): boolean =>
    tried ||
    touched[path] === true ||
    touched[path.replace(/\.(amount|unit)$/, "")] === true ||
    [...path.matchAll(/\.\d+\./g)].some((row) => touched[path.slice(0, row.index)] === true);
  const problemAt = (path: string): string | null => (shown(path) ? (messages.problems.get(path) ?? null) : null);
  // An unreadable number or day is reported at once, because the route already treats it as not measured.
  const factProblemAt = (path: string): string | null => messages.problems.get(path) ?? null;
  const warningAt = (path: string): string | null => (shown(path) ? (messages.warnings.get(path) ?? null) : null);
  const leave = (path: string): void => {
    touch(path);
    void saveNow();
  };

  const general = profile.form.sections.filter((section) => section.utility === null);
  return (
    <>
      <ServiceChoice profile={profile} problemAt={problemAt} />
      <UtilityTiles
        profile={profile}
        bare={service !== null}
        ticked={utilities}
        onToggle={toggleUtility}
        problem={problemAt("utilities")}
      />
      <UntickedNote profile={profile} />
      {channel !== "counter" && (
        <ConsentBox profile={profile} onTouch={leave} problemAt={problemAt} warningAt={warningAt} />
      )}
      <LateEntryBox onTouch={leave} problemAt={problemAt} />
      {general.map((section) => (
        <section key={section.id} className="card" aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`} className="card-title">
            {pick(section.label)}
          </h2>
          <SectionFields
            section={section}
            values={form[section.id]}
            onChange={(field, value) => setValue(section.id, field, value)}
            onTouch={leave}
            problemAt={problemAt}
            warningAt={warningAt}
            pointed={pointed}
          />
        </section>
      ))}
      {utilities.length === 0 && <p className={css.hint}>{t("utilities.none")}</p>}
      {profile.utilities
        .filter((utility) => utilities.includes(utility.id))
        .map((utility) => (
          <section key={utility.id} className="card" aria-labelledby={`utility-${utility.id}`}>
            <h2 id={`utility-${utility.id}`} className="card-title">
              {pick(service === null ? utility.itemLabel : utility.label)}
            </h2>
            {profile.form.sections
              .filter((section) => section.utility === utility.id)
              .map((section) => (
                <SectionFields
                  key={section.id}
                  section={section}
                  values={form[section.id]}
                  onChange={(field, value) => setValue(section.id, field, value)}
                  onTouch={leave}
                  problemAt={problemAt}
                  warningAt={warningAt}
                  pointed={pointed}
                />
              ))}
            {service === null && (
              <OutsideLineForm
                utilityLabel={pick(utility.label)}
                path={`line.${utility.id}`}
                entry={lines[utility.id] ?? emptyLine()}
                onChange={(entry) => setLine(utility.id, entry)}
                onTouch={leave}
                problemAt={factProblemAt}
              />
            )}
          </section>
        ))}
      <div className={css.toggles}>
        <ConsentToggle />
        <LateEntryToggle />
      </div>
    </>
  );
}
