import { Button } from "antd";
import { useText } from "#renderer/lib/text.ts";
import { useConflictStore } from "./conflict-store.ts";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

/** Opens the form that resolves a conflict of two windows. */
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

const ConflictForm = lazyPart(async () => (await import("./ConflictForm.tsx")).ConflictForm);

/** The place of the open form, apart from its button, which disappears once the conflict is resolved. */
export function ConflictPlace() {
  const { opened, close } = useConflictStore();
  if (opened === null) return null;
  return <ConflictForm key={opened} applicationId={opened} onClose={close} />;
}
