import type { LateSigners } from "#shared/act/late-signers.ts";
import { usePick, useText } from "#renderer/strings/text.ts";

/** Names the departments whose opinion is still wanting once the joint approval is due. */
export function LateSignersNote({ late }: { late: LateSigners }) {
  const t = useText();
  const pick = usePick();
  const who = late.named ? late.signers.map(pick).join(t("common.listComma")) : t("case.lateUnnamed");
  return (
    <p className={`late-signers late-${late.state}`}>
      <span aria-hidden="true">{late.state === "overdue" ? "✕ " : "! "}</span>
      {t(late.state === "overdue" ? "case.lateOver" : "case.lateToday", { clock: pick(late.clock) })}
      <strong>{who}</strong>
    </p>
  );
}
