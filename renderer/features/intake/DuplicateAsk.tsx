import { lazy, Suspense } from "react";
import type { Profile } from "#shared/profile.ts";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { saveNow } from "#renderer/features/draft/draft-store.ts";
import { discardParked } from "#renderer/features/draft/parked.ts";
import { closeDuplicates, useDuplicateStore } from "#renderer/features/duplicate/duplicate-store.ts";
import { accept } from "./accept.ts";
import { useIntakeStore } from "./intake-store.ts";

const DuplicateDialog = lazy(async () => ({
  default: (await import("#renderer/features/duplicate/DuplicateDialog.tsx")).DuplicateDialog,
}));

/** Puts the question of a likely duplicate and does what the clerk chooses. */
export function DuplicateAsk({ profile }: { profile: Profile }) {
  const lines = useDuplicateStore((state) => state.lines);
  if (lines === null) return null;
  const openStored = async (id: string): Promise<void> => {
    await saveNow();
    closeDuplicates();
    await useApplicationStore.getState().open(id);
  };
  return (
    <Suspense fallback={null}>
      <DuplicateDialog
        lines={lines}
        profile={profile}
        onOpen={(id) => void openStored(id)}
        onNew={(decision) => {
          closeDuplicates();
          // The characters were asked about before this question came up.
          void accept(true, decision);
        }}
        onWithdraw={() => {
          closeDuplicates();
          void discardParked(useIntakeStore.getState().key);
        }}
        onBack={closeDuplicates}
      />
    </Suspense>
  );
}
