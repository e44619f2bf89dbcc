import { useEffect } from "react";
import { useText } from "../../strings/text.ts";
import { followDesk, useDeskStore } from "./desk-store.ts";
import "./desk.css";

/** How many clocks press, in the counter's header; opens the desk. */
export function DeskButton({ onOpen }: { onOpen: () => void }) {
  const t = useText();
  const view = useDeskStore((state) => state.view);
  useEffect(followDesk, []);
  const board = view?.board;
  const overdue = board?.overdue.length ?? 0;
  const pressing = overdue + (board?.["due-today"].length ?? 0) + (board?.["due-soon"].length ?? 0);
  return (
    <button type="button" className={`header-button ${overdue > 0 ? "desk-late" : ""}`} onClick={onOpen}>
      {t("desk.button")} {pressing} <kbd>F6</kbd>
    </button>
  );
}
