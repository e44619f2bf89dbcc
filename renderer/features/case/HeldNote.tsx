import type { CaseView } from "../../../shared/contract/act-calls.ts";
import { usePick, useText } from "../../strings/text.ts";

/** Why nothing can be done here on the case for now, and what helps. */
export function HeldNote({ held }: { held: NonNullable<CaseView["held"]> }) {
  const t = useText();
  const pick = usePick();
  return (
    <div className="case-held" role="note">
      <p><strong>{t("case.held")}</strong> {pick(held.why)}</p>
      <p>{t("problem.next")}: {pick(held.next)}</p>
    </div>
  );
}
