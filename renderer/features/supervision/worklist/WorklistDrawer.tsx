import { Drawer } from "antd";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { WorklistPanel } from "./WorklistPanel.tsx";

/** The worklist beside the counter's form; Enter on a line opens its application. */
export function WorklistDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const open = useApplicationStore((state) => state.open);
  return (
    <Drawer open title={t("worklist.title")} size={760} onClose={onClose}>
      <WorklistPanel
        first="mine"
        onOpen={(id) => {
          void open(id);
          onClose();
        }}
      />
    </Drawer>
  );
}

/** The hall's worklist for the supervisor: everybody's deadlines, overdue first. */
export function WorklistPage({ onOpen }: { onOpen: (applicationId: string) => void }) {
  const t = useText();
  return (
    <main className="page page-narrow" data-testid="page">
      <h1 className="page-title">{t("worklist.title")}</h1>
      <WorklistPanel first="all" onOpen={onOpen} />
    </main>
  );
}
