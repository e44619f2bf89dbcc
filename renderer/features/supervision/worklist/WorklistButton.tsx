import { MINUTE_MS } from "#shared/time/instant.ts";
import { useText } from "#renderer/lib/text.ts";
import { useHandovers } from "#renderer/features/cases/handovers/use-handovers.ts";
import { useCall } from "#renderer/host/query.ts";
import css from "./worklist.module.css";

/** The number of urgent deadlines and waiting hand-overs, in the counter's header; opens the worklist. */
export function WorklistButton({ onOpen }: { onOpen: () => void }) {
  const t = useText();
  const { data: view } = useCall("worklist.get", { mine: true }, { everyMs: MINUTE_MS });
  const waiting = useHandovers().data?.incoming.length ?? 0;
  const board = view?.board;
  const overdue = board?.overdue.length ?? 0;
  const pressing = overdue + (board?.["due-today"].length ?? 0) + (board?.["due-soon"].length ?? 0);
  const messageCount = view?.centreMessages.length ?? 0;
  const late = view?.callbacks.overdue ?? 0;
  return (
    <button
      type="button"
      className={`header-button ${overdue + late + messageCount > 0 ? css.late : ""}`}
      data-testid="header-button"
      onClick={onOpen}
    >
      {t("worklist.button")} {pressing}
      {waiting > 0 && (
        <span>
          {" "}
          <span aria-hidden="true">⇄</span>
          <span className="visually-hidden">{t("handover.title")} </span>
          {waiting}
        </span>
      )}
      {messageCount > 0 && (
        <span>
          {" "}
          <span aria-hidden="true">⚠</span>
          <span className="visually-hidden">{t("case.fromCentre")} </span>
          {messageCount}
        </span>
      )}
      {late > 0 && (
        <span>
          {" "}
          <span aria-hidden="true">☎</span>
          <span className="visually-hidden">
            {t("callback.title")} {t("callback.status.overdue")}{" "}
          </span>
          {late}
        </span>
      )}{" "}
      <kbd>F6</kbd>
    </button>
  );
}
