import { Button } from "antd";
import { useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import { accept, focusFirst, useAcceptStore } from "./accept.ts";
import { useCheckStore } from "./check-store.ts";
import { useDraftStore } from "./drafts/draft-store.ts";
import { useIntakeStore } from "./intake-store.ts";
import { startCheck, useJointCheckStore } from "./joint-check/joint-check-store.ts";
import { openReception } from "./reception/reception-store.ts";
import css from "./IntakeBar.module.css";

/** Asks the applicant to check the current form. */
function CheckButton() {
  const t = useText();
  const again = useJointCheckStore((state) => state.check !== null);
  return (
    <Button size="large" onClick={() => void startCheck()}>
      {t(again ? "check.again" : "check.start")} <kbd>F7</kbd>
    </Button>
  );
}

/** The bar below the form: state of the draft, what is still missing, preview and acceptance. */
export function IntakeBar({ onPreview }: { onPreview: () => void }) {
  const t = useText();
  const { state, savedAt } = useDraftStore();
  const submitting = useAcceptStore((accepting) => accepting.submitting);
  const problems = useCheckStore((check) => check.problems.length);
  const warnings = useCheckStore((check) => check.warnings.length);
  const tried = useIntakeStore((intake) => intake.tried);
  const ticked = useIntakeStore((intake) => intake.utilities.length > 0);
  const isEmpty = useIntakeStore((intake) => Object.keys(intake.form).length === 0);
  const setTried = useIntakeStore((intake) => intake.setTried);
  const goTo = (kind: "problems" | "warnings"): void => {
    setTried();
    requestAnimationFrame(() => focusFirst(kind));
  };
  return (
    <footer className={css.bar} data-testid="intake-bar">
      <output className={`${css.draftState} ${css[`draft-is-${state}`]}`} data-testid="draft-state" data-state={state}>
        {state === "saved" && savedAt !== null
          ? `✓ ${t("draft.saved", { time: hourText(savedAt) })}`
          : t(`draft.${state}`)}
      </output>
      {problems > 0 && ticked && (
        <Button
          className={(tried && css.problems) || ""}
          data-testid={tried ? "intake-problems" : undefined}
          onClick={() => goTo("problems")}
        >
          {t(tried ? "intake.problems" : "intake.wanting", { n: problems })} <kbd>Alt+M</kbd>
        </Button>
      )}
      {problems === 0 && ticked && <span className={css.ready}>✓ {t("intake.ready")}</span>}
      {warnings > 0 && ticked && (
        <Button className={css.warnings ?? ""} onClick={() => goTo("warnings")}>
          ! {t("intake.warnings", { n: warnings })}
        </Button>
      )}
      <span className={css.gap} />
      <Button size="large" disabled={!ticked && isEmpty} onClick={openReception}>
        {t("reception.open")} <kbd>Alt+R</kbd>
      </Button>
      <CheckButton />
      <Button size="large" onClick={onPreview}>
        {t("intake.preview")} <kbd>F4</kbd>
      </Button>
      <Button size="large" type="primary" disabled={submitting} onClick={() => void accept()}>
        {submitting ? t("intake.accepting") : t("intake.accept")} <kbd>Ctrl+Enter</kbd>
      </Button>
    </footer>
  );
}
