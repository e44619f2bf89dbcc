import { useEffect } from "react";
import { useText } from "#renderer/lib/text.ts";
import { followHandovers, useHandoverStore } from "#renderer/features/cases/handovers/handover-store.ts";
import { followWorklist, useWorklistStore } from "./worklist-store.ts";
import css from "./worklist.module.css";

/** The number of urgent deadlines and waiting hand-overs, in the counter's header; opens the worklist. */
export function WorklistButton({ onOpen }: { onOpen: () => void }) {
  const t = useText();
  const view = useWorklistStore((state) => state.view);
  const waiting = useHandoverStore((state) => state.view?.incoming.length ?? 0);
  useEffect(followWorklist, []);
  useEffect(() => {
    const stop = followHandovers();
    return () => {
      stop();
      // The next operator must not see these.
      useHandoverStore.setState({ view: null });
    };
  }, []);
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
