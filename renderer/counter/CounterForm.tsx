import { lazy, Suspense, useEffect } from "react";
import { focusPath } from "#renderer/features/form/field-path.ts";
import { ClockPanel } from "#renderer/features/clock/ClockPanel.tsx";
import { useClockStore } from "#renderer/features/clock/clock-store.ts";
import { useDraftStore } from "#renderer/features/draft/draft-store.ts";
import { TakenUpNote } from "#renderer/features/draft/TakenUpNote.tsx";
import { useAcceptStore } from "#renderer/features/intake/accept.ts";
import { measuredLines } from "#renderer/features/intake/clean-body.ts";
import { DuplicateAsk } from "#renderer/features/intake/DuplicateAsk.tsx";
import { IntakeBar } from "#renderer/features/intake/IntakeBar.tsx";
import { IntakeForm } from "#renderer/features/intake/IntakeForm.tsx";
import { UnprintableAsk } from "#renderer/features/intake/UnprintableAsk.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { JointCheckNote } from "#renderer/features/joint-check/JointCheckNote.tsx";
import { useReceptionStore } from "#renderer/features/reception/reception-store.ts";
import { ProjectPanel } from "#renderer/features/register/ProjectPanel.tsx";
import { RegisterPanel } from "#renderer/features/register/RegisterPanel.tsx";
import { LeadPicker } from "#renderer/features/roster/LeadPicker.tsx";
import { followWindowRoster } from "#renderer/features/roster/window-roster-store.ts";
import { RoutePanel } from "#renderer/features/route/RoutePanel.tsx";
import { useRouteStore } from "#renderer/features/route/route-store.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { followKeyboard } from "./follow-keyboard.ts";
import { followTyping } from "./live-answers.ts";
import { previewDraft } from "./preview-draft.ts";

const ReceptionDialog = lazy(async () => ({
  default: (await import("#renderer/features/reception/ReceptionDialog.tsx")).ReceptionDialog,
}));

/** The utility whose field was edited last; its route stands open. */
function activeUtility(at: string | null, sections: { id: string; utility: string | null }[]): string | null {
  const [kind, name] = (at ?? "").split(".");
  if (kind === "line") return name ?? null;
  return sections.find((section) => section.id === name)?.utility ?? null;
}

/** The form at work: fields on the left, what follows from them on the right, acceptance below. */
export function CounterForm() {
  const t = useText();
  const intake = useIntakeStore();
  const { profile, utilities, lines, at, key } = intake;
  const { decisions, problem: routeProblem } = useRouteStore();
  const clocks = useClockStore((state) => state.clocks);
  const acceptProblem = useAcceptStore((state) => state.problem);
  const draftProblem = useDraftStore((state) => state.problem);
  const draftNotice = useDraftStore((state) => state.notice);
  const receiving = useReceptionStore((state) => state.open);
  useEffect(followTyping, []);
  useEffect(followKeyboard, []);
  // A form that opens takes the keyboard: to the field where it was left, or to the utilities.
  useEffect(() => {
    if (key !== "") focusPath(useIntakeStore.getState().at ?? "utilities");
  }, [key]);
  const profileId = profile?.id ?? null;
  useEffect(() => (profileId === null ? undefined : followWindowRoster(profileId)), [profileId]);
  if (profile === null) return null;
  const without = intake.service === null ? utilities.filter((utility) => lines[utility]?.has === false) : utilities;
  return (
    <>
      <main className="counter-body">
        <div className="counter-form">
          <h1 className="visually-hidden">{t("counter.formTitle")}</h1>
          <IntakeForm profile={profile} />
        </div>
        <aside className="counter-side" aria-label={t("route.title")}>
          {routeProblem !== null && <ProblemNote problem={routeProblem} />}
          <RegisterPanel />
          <ProjectPanel />
          <LeadPicker decisions={decisions} />
          <RoutePanel
            profile={profile}
            utilities={utilities}
            without={without}
            decisions={decisions}
            lines={measuredLines(intake).lines}
            active={activeUtility(at, profile.form.sections)}
          />
          <ClockPanel clocks={clocks} />
        </aside>
      </main>
      {acceptProblem !== null && (
        <ProblemNote problem={acceptProblem} onClose={() => useAcceptStore.setState({ problem: null })} />
      )}
      {draftProblem !== null && (
        <ProblemNote problem={draftProblem} onClose={() => useDraftStore.setState({ problem: null })} />
      )}
      {draftNotice !== null && (
        <ProblemNote problem={draftNotice} onClose={() => useDraftStore.setState({ notice: null })} />
      )}
      <TakenUpNote />
      <UnprintableAsk />
      <DuplicateAsk profile={profile} />
      <Suspense fallback={null}>{receiving && <ReceptionDialog profile={profile} />}</Suspense>
      <JointCheckNote profile={profile} />
      <IntakeBar onPreview={previewDraft} />
    </>
  );
}
