import { Button } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "#renderer/lib/text.ts";
import { useConflictStore } from "./conflict-store.ts";

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

const ConflictForm = lazy(async () => ({ default: (await import("./ConflictForm.tsx")).ConflictForm }));

/** The place of the open form, apart from its button, which disappears once the conflict is resolved. */
export function ConflictPlace() {
  const { opened, close } = useConflictStore();
  if (opened === null) return null;
  return (
    <Suspense fallback={null}>
      <ConflictForm key={opened} applicationId={opened} onClose={close} />
    </Suspense>
  );
}
