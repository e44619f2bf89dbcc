import { Button } from "antd";
import { momentText } from "#renderer/lib/time-text.ts";
import { useText } from "#renderer/lib/text.ts";
import { useDraftStore } from "./draft-store.ts";
import "./parked.css";

/** Says to whoever takes up a colleague's draft who parked it and when. */
export function TakenUpNote() {
  const t = useText();
  const takenFrom = useDraftStore((state) => state.takenFrom);
  if (takenFrom === null) return null;
  return (
    <output className="taken-up">
      <span>{t("draft.takenUp", { operator: takenFrom.operator, time: momentText(takenFrom.at) })}</span>
      <Button size="small" onClick={() => useDraftStore.setState({ takenFrom: null })}>
        {t("draft.takenUpClose")}
      </Button>
    </output>
  );
}
