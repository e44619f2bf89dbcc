import { Button } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ActKind } from "#shared/case/act.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { CaseActing, ShownCase } from "#renderer/features/cases/use-case.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ActFieldInput } from "./ActFieldInput.tsx";
import { detailsOf, openEntry } from "./act-entry.ts";
import { fieldsOf, utilitiesFor } from "./act-fields.ts";
import { readAct } from "./read-act.ts";
import css from "./acts.module.css";

/** The obligation by which a policy document allows acceptance with something missing (容缺受理). */
const OBLIGATION = "tolerance";

/** The clause that allows tolerance, or a note that there is none and the clerk needs another ground. */
function ToleranceBasis({ profile }: { profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const basis = profile.obligations.find(({ id }) => id === OBLIGATION);
  if (basis === undefined) return <p className={`${css.actBasis} ${css.actBasisNone}`}>! {t("act.toleranceNoRule")}</p>;
  return (
    <p className={css.actBasis}>
      {pick(basis.text)} <q lang="zh-CN">{basis.quote}</q> {basis.clause}
    </p>
  );
}

type Props = { kind: ActKind; label: string; shown: ShownCase; acts: CaseActing };

/** The small form of one act: Tab goes on, Enter or Ctrl+Enter records it, Esc leaves it. */
export function ActForm({ kind, label, shown, acts }: Props) {
  const t = useText();
  const pick = usePick();
  const { busy, problem, choose, perform } = acts;
  const [entry, setEntry] = useState(() => openEntry(kind, shown));
  const [wrong, setWrong] = useState<FieldProblem[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const fields = fieldsOf(kind, shown.view.state, shown.profile);

  // The clerk asked for the form, so the keyboard goes to its first field or its button.
  useEffect(() => {
    const first = form.current?.querySelector("input:not([tabindex='-1']), textarea, select, button");
    if (first instanceof HTMLElement) first.focus();
  }, []);

  useEffect(() => {
    const box = form.current;
    const onKey = (event: KeyboardEvent): void => {
      const leaves = event.key === "Escape";
      if (!leaves && !(event.key === "Enter" && event.ctrlKey)) return;
      // Keys of the form take precedence over the keys of the page.
      event.preventDefault();
      if (leaves) choose(null);
      else box?.requestSubmit();
    };
    box?.addEventListener("keydown", onKey);
    return () => box?.removeEventListener("keydown", onKey);
  }, [choose]);

  const problems = [...wrong, ...(problem?.fields ?? [])];
  const problemAt = (path: string): string | null => {
    const found = problems.find(
      (one) => one.path === path || one.path === `act.${path}` || one.path.startsWith(`${path}[`),
    );
    return found === undefined ? null : pick(found.message);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { act, problems: found } = readAct(
      kind,
      entry,
      fields,
      detailsOf(shown.profile, shown.application.content.form),
    );
    setWrong(found);
    if (act !== null) return void (await perform(act));
    requestAnimationFrame(() => {
      const first = form.current?.querySelector("[aria-invalid='true'], [data-invalid='true'] input");
      if (first instanceof HTMLElement) first.focus();
    });
  };
  return (
    <form
      ref={form}
      className={css.actForm}
      data-testid="act-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <h3 className={css.actTitle} data-testid="act-title">
        {label}
      </h3>
      {kind === "tolerance.granted" && <ToleranceBasis profile={shown.profile} />}
      {fields.map((field) => (
        <ActFieldInput
          key={field}
          kind={kind}
          field={field}
          shown={shown}
          utilities={utilitiesFor(kind, shown.view.state)}
          entry={entry}
          set={(part) => setEntry((before) => ({ ...before, ...part }))}
          problem={problemAt(field)}
          problemAt={problemAt}
        />
      ))}
      <div className={css.actButtons}>
        <Button type="primary" htmlType="submit" disabled={busy}>
          {t(busy ? "case.submitting" : "case.submit")}
        </Button>
        <Button onClick={() => choose(null)}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
