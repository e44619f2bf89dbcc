import { Button } from "antd";
import { useEffect } from "react";
import { UnprintableNote } from "#renderer/features/documents/UnprintableNote.tsx";
import { IntakeBar } from "#renderer/features/intake/IntakeBar.tsx";
import { IntakeForm } from "#renderer/features/intake/IntakeForm.tsx";
import { accept, useAcceptStore } from "#renderer/features/intake/accept.ts";
import { measuredLines } from "#renderer/features/intake/clean-body.ts";
import { useDeadlineStore } from "#renderer/features/intake/deadline-store.ts";
import { TakenUpNote } from "#renderer/features/intake/drafts/TakenUpNote.tsx";
import { useDraftStore } from "#renderer/features/intake/drafts/draft-store.ts";
import { DuplicateAsk } from "#renderer/features/intake/duplicates/DuplicateAsk.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { JointCheckNote } from "#renderer/features/intake/joint-check/JointCheckNote.tsx";
import { followTyping } from "#renderer/features/intake/live-answers.ts";
import { useReceptionStore } from "#renderer/features/intake/reception/reception-store.ts";
import { ProjectPanel } from "#renderer/features/intake/register/ProjectPanel.tsx";
import { RegisterPanel } from "#renderer/features/intake/register/RegisterPanel.tsx";
import { useRouteStore } from "#renderer/features/intake/route-store.ts";
import { LeadPicker } from "#renderer/features/intake/utilities/LeadPicker.tsx";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { focusPath } from "#renderer/form/field-path.ts";
import { SAVED_FORM, whileUnsaved } from "#renderer/host/unsaved.ts";
import { callKey, refresh } from "#renderer/host/query.ts";
import { useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { previewDraft } from "./use-shortcuts.ts";
import css from "./counter.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

/** Asks before acceptance if characters would be missing on paper: correct them, or accept anyway. */
function UnprintableAsk() {
  const t = useText();
  const unprintable = useAcceptStore((state) => state.unprintable);
  if (unprintable === null) return null;
  return (
    <div className={css.unprintableAsk}>
      <UnprintableNote unprintable={unprintable} />
      <Button onClick={() => useAcceptStore.setState({ unprintable: null })}>{t("intake.mend")}</Button>
      <Button onClick={() => void accept(true)}>{t("intake.acceptAnyway")}</Button>
    </div>
  );
}

/** Notes the focused field, for the route beside it and for a restart. Returns a function that stops it. */
function followKeyboard(): () => void {
  const note = (event: FocusEvent): void => {
    if (!(event.target instanceof Element)) return;
    const box = event.target.closest(".main-column [data-path]");
    if (box instanceof HTMLElement && box.dataset["path"] !== undefined)
      useIntakeStore.getState().setAt(box.dataset["path"]);
  };
  document.addEventListener("focusin", note);
  return () => document.removeEventListener("focusin", note);
}

const isFormUnsaved = (): boolean => ["typing", "failed"].includes(useDraftStore.getState().state);

const ReceptionDialog = lazyPart(
  async () => (await import("#renderer/features/intake/reception/ReceptionDialog.tsx")).ReceptionDialog,
);

/** The utility of the field edited last; its route is open. */
function activeUtility(at: string | null, sections: { id: string; utility: string | null }[]): string | null {
  const [kind, name] = (at ?? "").split(".");
  if (kind === "line") return name ?? null;
  return sections.find((section) => section.id === name)?.utility ?? null;
}

/** Why the form has no deadlines, which is no matter of the rules; null if it has some. */
function useNoDeadlines(): string | null {
  const t = useText();
  const { utilities, service } = useIntakeStore();
  if (utilities.length === 0) return t("intake.noUtilityYet");
  return service === null ? null : t("intake.noDeadlineOfService");
}

/** The form: fields on the left, their consequences on the right, acceptance below. */
export function CounterForm() {
  const t = useText();
  const intake = useIntakeStore();
  const { profile, utilities, lines, at, key } = intake;
  const { decisions, problem: routeProblem } = useRouteStore();
  const deadlines = useDeadlineStore((state) => state.deadlines);
  const noDeadlines = useNoDeadlines();
  const acceptProblem = useAcceptStore((state) => state.problem);
  const draftProblem = useDraftStore((state) => state.problem);
  const draftNotice = useDraftStore((state) => state.notice);
  const receiving = useReceptionStore((state) => state.open);
  useEffect(followTyping, []);
  useEffect(() => whileUnsaved(isFormUnsaved), []);
  useEffect(followKeyboard, []);
  // A form that opens takes the keyboard: to the field where it was left, or to the utilities.
  useEffect(() => {
    if (key !== "") focusPath(useIntakeStore.getState().at ?? "utilities");
  }, [key]);
  // A new form may be of a new day.
  useEffect(() => {
    if (key !== "") void refresh(callKey("roster.atWindow"));
  }, [key]);
  if (profile === null) return null;
  const without = intake.service === null ? utilities.filter((utility) => lines[utility]?.has === false) : utilities;
  return (
    <>
      <main className="columns">
        <div className="main-column" data-testid="main-column" {...{ [SAVED_FORM]: "" }}>
          <h1 className="visually-hidden">{t("counter.formTitle")}</h1>
          <IntakeForm profile={profile} />
        </div>
        <aside className="side-column" data-testid="side-column" aria-label={t("route.title")}>
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
          <DeadlinePanel deadlines={deadlines} none={noDeadlines} />
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
      {receiving && <ReceptionDialog profile={profile} />}
      <JointCheckNote profile={profile} />
      <IntakeBar onPreview={previewDraft} />
    </>
  );
}
