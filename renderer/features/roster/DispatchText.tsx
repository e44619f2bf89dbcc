import type { DispatchLine } from "#shared/dispatch.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { workedText } from "./worked-text.ts";
import "./dispatch.css";

/** One part that was sent out: to whom, when, and who answered or how long it waits. */
export function DispatchText({ dispatch }: { dispatch: DispatchLine }) {
  const t = useText();
  const pick = usePick();
  const { specialist, response } = dispatch;
  const worked = workedText(t, dispatch.waitedMinutes);
  return (
    <>
      <span className="dispatch-to">
        {specialist === null ? (
          <>
            <strong>{pick(dispatch.unit)}</strong> <span className="dispatch-soft">{t("dispatch.nobody")}</span>
          </>
        ) : (
          <>
            <strong>{specialist.name}</strong>
            {specialist.standIn && <span className="dispatch-mark">{t("dispatch.standIn")}</span>}{" "}
            {specialist.phone ?? <span className="dispatch-soft">{t("dispatch.noPhone")}</span>}{" "}
            <span className="dispatch-soft">{specialist.organisation}</span>
          </>
        )}
        {dispatch.referral && (
          <span className="dispatch-mark dispatch-referral" title={t("dispatch.referralHint")}>
            ↪ {t("dispatch.referral")}
          </span>
        )}
      </span>
      <span className={response === null ? "dispatch-waiting" : "dispatch-soft"}>
        <span className="dispatch-soft">{t("dispatch.sent", { time: momentText(dispatch.at) })} · </span>
        {response === null
          ? t("dispatch.waiting", { time: worked })
          : t("dispatch.answered", { name: response.by, at: momentText(response.at), time: worked })}
        {dispatch.dueAt !== null && <> · {t("dispatch.due", { time: momentText(dispatch.dueAt) })}</>}
        {dispatch.isLate && <strong className="dispatch-late"> ✕ {t("dispatch.late")}</strong>}
      </span>
    </>
  );
}
