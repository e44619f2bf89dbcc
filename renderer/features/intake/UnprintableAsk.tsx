import { Button } from "antd";
import { useText } from "#renderer/strings/text.ts";
import { UnprintableNote } from "#renderer/features/document/UnprintableNote.tsx";
import { accept, useAcceptStore } from "./accept.ts";

/** Asks before acceptance where characters would be missing on paper: mend them, or accept knowing it. */
export function UnprintableAsk() {
  const t = useText();
  const unprintable = useAcceptStore((state) => state.unprintable);
  if (unprintable === null) return null;
  return (
    <div className="unprintable-ask">
      <UnprintableNote unprintable={unprintable} />
      <Button onClick={() => useAcceptStore.setState({ unprintable: null })}>{t("intake.mend")}</Button>
      <Button onClick={() => void accept(true)}>{t("intake.acceptAnyway")}</Button>
    </div>
  );
}
