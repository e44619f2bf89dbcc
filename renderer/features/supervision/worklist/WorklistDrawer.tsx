import { Drawer } from "antd";
import { useEffect } from "react";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { DeskPanel } from "./WorklistPanel.tsx";
import { followDesk, useDeskStore } from "./worklist-store.ts";

/** The desk beside the counter's form; Enter on a line opens its application. */
export function DeskDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const open = useApplicationStore((state) => state.open);
  return (
    <Drawer open title={t("desk.title")} size={760} onClose={onClose}>
      <DeskPanel
        onOpen={(id) => {
          void open(id);
          onClose();
        }}
      />
    </Drawer>
  );
}

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
