import { usePick, useText } from "#renderer/lib/text.ts";
import type { FieldProps } from "./act-entry.ts";
import { ReasonField } from "./ReasonField.tsx";
import css from "./acts.module.css";

/** What granting would pass over and who may do so, and the reason that the chosen result needs. */
export function ConclusionReason(props: FieldProps) {
  const { shown, entry } = props;
  const t = useText();
  const pick = usePick();
  const { grant } = shown.view;
  if (grant === null) return null;
  const isLacking = grant.missing.length > 0 || grant.isBare;
  const names = (list: typeof grant.missing): string => list.map(pick).join(t("common.listComma"));
  return (
    <>
      {(isLacking || grant.against.length > 0) && (
        <div className={`${css.actBasis} ${css.actBasisNone}`} data-testid="grant-status" role="note">
          {grant.against.length > 0 && (
            <p>
              ✕ {t("act.against")}
              <strong>{names(grant.against)}</strong>
            </p>
          )}
          {isLacking && (
            <p>
              ! {grant.isBare ? t("act.noOpinions") : t("act.missing")}
              <strong>{names(grant.missing)}</strong>
            </p>
          )}
          {isLacking && grant.against.length === 0 && <p>{t(grant.mayPass ? "act.passBySelf" : "act.passByOther")}</p>}
        </div>
      )}
      {entry.yes === true && isLacking && grant.mayPass && grant.against.length === 0 && (
        <ReasonField {...props} label={t("act.passReason")} />
      )}
      {entry.yes === false && grant.against.length === 0 && <ReasonField {...props} label={t("act.refuseReason")} />}
    </>
  );
}
