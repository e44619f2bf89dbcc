import type { CaseView } from "#shared/contract/act-calls.ts";
import { ConflictButton } from "#renderer/features/conflict/ConflictButton.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";

/** Why nothing can be done here on the case for now, and what helps. */
export function HeldNote({ held, applicationId }: { held: NonNullable<CaseView["held"]>; applicationId: string }) {
  const t = useText();
  const pick = usePick();
  return (
    <div className="case-held" role="note">
      <p>
        <strong>{t("case.held")}</strong> {pick(held.why)}
      </p>
      <p>
        {t("problem.next")}: {pick(held.next)}
      </p>
      {held.conflict === true && <ConflictButton applicationId={applicationId} />}
    </div>
  );
}
