import { Button } from "antd";
import { useText } from "#renderer/strings/text.ts";
import { useConflictStore } from "./conflict-store.ts";

/** Opens the form in which a version that two windows made is put together. */
export function ConflictButton({
  applicationId,
  size = "middle",
}: {
  applicationId: string;
  size?: "small" | "middle";
}) {
  const t = useText();
  const open = useConflictStore((state) => state.open);
  return (
    <Button size={size} type="primary" onClick={() => open(applicationId)}>
      {t("conflict.button")}
    </Button>
  );
}
