import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Field, FieldRole } from "#shared/profile/form.ts";
import { answerText } from "#renderer/form/answer-text.ts";
import { focusPath, inputId } from "#renderer/form/field-path.ts";
import { later } from "#renderer/lib/later.ts";
import { type TextKey, usePick, useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { AnswerInput } from "./AnswerInput.tsx";
import { StepFooter, useScreenTitle } from "./StepFooter.tsx";
import { concerns, type Question } from "./questions.ts";
import { checkVisit } from "./visit-acts.ts";
import { useVisitStore } from "./visit-store.ts";
import kioskCss from "./kiosk.module.css";
import questionCss from "./question.module.css";

const BY_ROLE: Record<FieldRole, TextKey> = {
  applicant: "kiosk.explain.applicant",
  "credit-code": "kiosk.explain.creditCode",
  site: "kiosk.explain.site",
  contact: "kiosk.explain.contact",
  phone: "kiosk.explain.phone",
  "project-code": "kiosk.explain.projectCode",
  "legal-representative": "kiosk.explain.legalRepresentative",
  "identity-number": "kiosk.explain.identityNumber",
  appointment: "kiosk.explain.appointment",
  wishes: "kiosk.explain.wishes",
};

/** Terms that several localities ask for under the same name. */
const BY_NAME = new Map<string, TextKey>([
  ["businessType", "kiosk.explain.businessType"],
  ["mainCapacity", "kiosk.explain.mainCapacity"],
  ["backupCapacity", "kiosk.explain.backupCapacity"],
  ["demand", "kiosk.explain.demand"],
  ["meterSize", "kiosk.explain.meterSize"],
  ["dualSupply", "kiosk.explain.dualSupply"],
  ["premises", "kiosk.explain.premises"],
]);

const BY_KIND: Record<Field["kind"], TextKey> = {
  text: "kiosk.explain.kindText",
  amount: "kiosk.explain.kindAmount",
  integer: "kiosk.explain.kindInteger",
  date: "kiosk.explain.kindDate",
  hour: "kiosk.explain.kindHour",
  choice: "kiosk.explain.kindChoice",
  choices: "kiosk.explain.kindChoices",
  "yes-no": "kiosk.explain.kindYesNo",
  list: "kiosk.explain.kindList",
};

/** One plain line that explains a question: by its role, else its name, else its kind. */
const explainKey = (field: Field): TextKey =>
  field.role === null ? (BY_NAME.get(field.id) ?? BY_KIND[field.kind]) : BY_ROLE[field.role];

const CHECK_AFTER_MS = 600;
const GROUPS: readonly Field["kind"][] = ["choice", "choices", "yes-no", "list"];

type Props = {
  question: Question;
  fromReview: boolean;
  onBack: () => void;
  onForward: () => void;
  children: ReactNode;
};

/** A question with its explanation, its input and the host's findings. */
export function QuestionCard({ question, fromReview, onBack, onForward, children }: Props) {
  const t = useText();
  const pick = usePick();
  const { form, problems, warnings, problem, setValue } = useVisitStore();
  const { section, field, path } = question;
  const [tried, setTried] = useState(false);
  const [checking, setChecking] = useState(false);
  const title = useScreenTitle();
  const check = useMemo(() => later(CHECK_AFTER_MS, async () => void (await checkVisit())), []);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    if (field.kind === "text" || field.kind === "integer") focusPath(path);
    return () => {
      shown.current = false;
      check.stop();
    };
  }, [check, field.kind, path]);

  const value = form[section.id]?.[field.id];
  const blank = answerText(field, value, { t, pick }) === null;
  const own = problems.filter((one) => concerns(question, one.path));
  // A blank field becomes a mistake only when the visitor wants to go on.
  const problemText = (): string | null => {
    if (blank) return tried && field.required ? t("kiosk.needAnswer") : null;
    return own[0] === undefined ? null : pick(own[0].message);
  };
  const lines = problemText();
  const doubt = blank || lines !== null ? null : warnings.find((one) => concerns(question, one.path));
  const problemAt = (at: string): string | null => {
    const found = own.find((one) => one.path === at);
    return found === undefined || blank ? null : pick(found.message);
  };

  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (blank && field.required) return;
    check.stop();
    setChecking(true);
    const found = await checkVisit();
    // The visit may have ended while the host was asked.
    if (!shown.current) return;
    setChecking(false);
    if (found !== null && (blank || !found.some((one) => concerns(question, one.path)))) onForward();
  };
  const skip = (): void => {
    setValue(section.id, field.id, null);
    onForward();
  };

  const name = GROUPS.includes(field.kind) ? (
    pick(field.label)
  ) : (
    <label htmlFor={inputId(path)}>{pick(field.label)}</label>
  );
  const messageId = `${inputId(path)}-m`;
  const answer = (
    <AnswerInput
      field={field}
      path={path}
      value={value}
      onChange={(next) => {
        setValue(section.id, field.id, next);
        check.soon();
      }}
      invalid={lines !== null}
      describedBy={messageId}
      problemAt={problemAt}
    />
  );
  return (
    <form className={kioskCss.main} autoComplete="off" noValidate onSubmit={(event) => void go(event)}>
      <main className={kioskCss.scroll} data-testid="kiosk-scroll">
        {children}
        <h1 ref={title} tabIndex={-1} id="question-title" className={questionCss.question}>
          {name}{" "}
          <span className={field.required ? questionCss.required : questionCss.optional}>
            {t(field.required ? "kiosk.required" : "kiosk.optional")}
          </span>
        </h1>
        <p className={kioskCss.explain}>{t(explainKey(field))}</p>
        {GROUPS.includes(field.kind) ? (
          <fieldset data-testid="kiosk-group" aria-labelledby="question-title">
            {answer}
          </fieldset>
        ) : (
          answer
        )}
        <p
          id={messageId}
          className={lines !== null ? kioskCss.problem : kioskCss.doubt}
          data-testid={lines !== null ? "kiosk-problem" : "kiosk-doubt"}
          aria-live="polite"
        >
          {lines !== null && `✕ ${lines}`}
          {doubt != null && `! ${pick(doubt.message)}`}
        </p>
        {problem !== null && <ProblemNote problem={problem} hideFields />}
      </main>
      <StepFooter
        onBack={onBack}
        next={checking ? t("kiosk.checking") : t(fromReview ? "kiosk.toReview" : "kiosk.next")}
        busy={checking}
        onSkip={field.required ? undefined : skip}
      />
    </form>
  );
}
