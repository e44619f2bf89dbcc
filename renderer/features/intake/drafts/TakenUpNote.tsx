import { Button } from "antd";
import { momentText } from "#renderer/lib/time-text.ts";
import { useText } from "#renderer/lib/text.ts";
import { useDraftStore } from "./draft-store.ts";
import css from "./parked.module.css";

/** Tells who parked the draft and when, if it was a colleague. */
export function TakenUpNote() {
  const t = useText();
  const takenFrom = useDraftStore((state) => state.takenFrom);
  if (takenFrom === null) return null;
  return (
    <output className={css.takenUp} data-testid="taken-up">
      <span>{t("draft.takenUp", { operator: takenFrom.operator, time: momentText(takenFrom.at) })}</span>
      <Button size="small" onClick={() => useDraftStore.setState({ takenFrom: null })}>
        {t("draft.takenUpClose")}
      </Button>
    </output>
  );
}
