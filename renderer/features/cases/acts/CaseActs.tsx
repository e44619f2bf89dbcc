import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { CaseView } from "#shared/contract/acts.ts";
import type { CaseActing, ShownCase } from "#renderer/features/cases/use-case.ts";
import { ConflictButton } from "#renderer/features/sync/conflicts/ConflictButton.tsx";
import type { Read } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { ActForm } from "./ActForm.tsx";
import caseCss from "#renderer/features/cases/case.module.css";
import actsCss from "./acts.module.css";

/** Why nothing can be done on the case for now, and what helps. */
function BlockedNote({
  blocked,
  applicationId,
}: {
  blocked: NonNullable<CaseView["cannotAct"]>;
  applicationId: string;
}) {
  const t = useText();
  const pick = usePick();
  return (
    <div className={caseCss.blocked} data-testid="case-blocked" role="note">
      <p>
        <strong>{t("case.blocked")}</strong> {pick(blocked.why)}
      </p>
      <p>
        {t("problem.next")}: {pick(blocked.next)}
      </p>
      {blocked.conflict === true && <ConflictButton applicationId={applicationId} />}
    </div>
  );
}

type Props = { shown: ShownCase; read: Read<ShownCase>; acts: CaseActing };

/** What may be done now (可办事项), one button an act; the chosen one opens its form below. */
export function CaseActs({ shown, read, acts }: Props) {
  const t = useText();
  const pick = usePick();
  const { chosen, problem, said, choose } = acts;
  const { next, applicationId, state, cannotAct: blocked } = shown.view;
  const open = next.find((one) => one.kind === chosen);
  const word = useRef<HTMLParagraphElement>(null);
  // The pressed button may be gone once its act is recorded; the keyboard goes to the confirmation.
  useEffect(() => {
    if (said !== null) word.current?.focus();
  }, [said]);
  return (
    <section className={`card ${actsCss.acts}`} aria-labelledby="case-next">
      <h2 id="case-next" className="card-title">
        {t("case.next")}
      </h2>
      {problem === null ? <ReadNote read={read} /> : <ProblemNote problem={problem} hideFields onRetry={acts.again} />}
      <p ref={word} tabIndex={-1} className={actsCss.said} data-testid="case-said" aria-live="polite">
        {said !== null && `✓ ${t("case.done", { label: pick(said) })}`}
      </p>
      {blocked !== null && <BlockedNote blocked={blocked} applicationId={applicationId} />}
      {blocked === null && next.length === 0 && <p className="side-empty">{t("case.nothing")}</p>}
      <div className={actsCss.buttons} data-testid="case-buttons">
        {next.map((one) => (
          <Button
            key={one.kind}
            aria-expanded={one.kind === chosen}
            onClick={() => choose(one.kind === chosen ? null : one.kind)}
          >
            {pick(one.label)}
          </Button>
        ))}
      </div>
      {open !== undefined && (
        <ActForm
          key={`${open.kind} ${state.status}`}
          kind={open.kind}
          label={pick(open.label)}
          shown={shown}
          acts={acts}
        />
      )}
    </section>
  );
}
