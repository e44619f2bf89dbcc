import { Drawer } from "antd";
import { useText } from "#renderer/strings/text.ts";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { DeskPanel } from "./DeskPanel.tsx";

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
