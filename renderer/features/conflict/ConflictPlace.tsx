import { lazy, Suspense } from "react";
import { useConflictStore } from "./conflict-store.ts";

const ConflictForm = lazy(async () => ({ default: (await import("./ConflictForm.tsx")).ConflictForm }));

/** Where the form stands while one is open: apart from what opened it, which goes as soon as the conflict is settled. */
export function ConflictPlace() {
  const { opened, close } = useConflictStore();
  if (opened === null) return null;
  return (
    <Suspense fallback={null}>
      <ConflictForm key={opened} applicationId={opened} onClose={close} />
    </Suspense>
  );
}
