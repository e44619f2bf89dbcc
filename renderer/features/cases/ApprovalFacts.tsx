import { departmentName } from "#shared/case/signers.ts";
import type { ActView } from "#shared/contract/acts.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import type { ShownCase } from "./use-case.ts";
import { Fact } from "./Fact.tsx";
import actsCss from "#renderer/features/cases/acts/acts.module.css";

/** The departments that the case does not involve (不涉及), with who decided so, when and why. */
export function NotInvolved({ view, profile }: Pick<ShownCase, "view" | "profile">) {
  const t = useText();
  const pick = usePick();
  const signers = view.state.notInvolved ?? [];
  if (signers.length === 0) return null;
  const decided = view.acts.findLast(({ act, undone }) => act.kind === "signers.decided" && undone !== true);
  return (
    <Fact name={t("case.notInvolved")}>
      <li data-testid="not-involved">
        {signers.map((signer) => pick(departmentName(profile, signer))).join(t("common.listComma"))}{" "}
        {decided?.act.kind === "signers.decided" && (
          <span className="soft">
            {t("case.decidedBy", { by: decided.by, time: momentText(decided.at), reason: decided.act.reason })}
          </span>
        )}
      </li>
    </Fact>
  );
}

/** What a grant passed over, with its reason; a grant without one is marked, as only another window can let it. */
function PassedOver({ passed, reason }: { passed: NonNullable<ActView["passedOver"]>; reason: string | undefined }) {
  const t = useText();
  const pick = usePick();
  const names = (list: typeof passed.missing): string => list.map(pick).join(t("common.listComma"));
  return (
    <span data-testid="passed-over">
      {passed.against.length > 0 && (
        <strong className={actsCss.bad}> ⚠ {t("case.grantedAgainst", { names: names(passed.against) })}</strong>
      )}
      {passed.missing.length > 0 && ` ${t("case.grantedWithout", { names: names(passed.missing) })}`}
      {passed.isBare && ` ${t("case.grantedBare")}`}
      {reason === undefined && <strong className={actsCss.bad}> ⚠ {t("case.noReasonGiven")}</strong>}
    </span>
  );
}

/** What the approval came to each time: one that was not granted may be applied for again. */
export function ApprovalResults({ view }: Pick<ShownCase, "view">) {
  const t = useText();
  const concluded = view.acts.flatMap(({ seq, act, undone, by, passedOver }) =>
    act.kind === "approval.concluded" && undone !== true ? [{ ...act, seq, by, passedOver }] : [],
  );
  if (concluded.length === 0) return null;
  return (
    <Fact name={t("act.granted")}>
      {concluded.map(({ seq, granted, on, reason, by, passedOver }) => (
        <li key={seq} data-testid="approval-result">
          <strong className={granted ? undefined : actsCss.bad}>
            {granted ? "" : "✕ "}
            {t(granted ? "act.grantedYes" : "act.grantedNo")}
          </strong>{" "}
          <span className="number">{on}</span>
          {passedOver !== undefined && <PassedOver passed={passedOver} reason={reason} />}
          {reason !== undefined && <span className="soft"> {`${by}: ${reason}`}</span>}
        </li>
      ))}
    </Fact>
  );
}
