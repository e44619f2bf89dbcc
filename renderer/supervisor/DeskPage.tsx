import { useEffect } from "react";
import { DeskPanel } from "#renderer/features/desk/DeskPanel.tsx";
import { followDesk, useDeskStore } from "#renderer/features/desk/desk-store.ts";
import { useText } from "#renderer/strings/text.ts";

/** The hall's clocks, for the supervisor: everybody's, overdue first. */
export function DeskPage({ onOpen }: { onOpen: (applicationId: string) => void }) {
  const t = useText();
  useEffect(() => {
    useDeskStore.setState({ mine: false });
    return followDesk();
  }, []);
  return (
    <main className="supervisor-main supervisor-narrow">
      <h1 className="supervisor-title">{t("desk.title")}</h1>
      <DeskPanel onOpen={onOpen} />
    </main>
  );
}
