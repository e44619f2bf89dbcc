import type { Profile } from "#shared/profile/profile.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { saveNow } from "#renderer/features/intake/drafts/draft-store.ts";
import { discardParked } from "#renderer/features/intake/drafts/parked.ts";
import { closeDuplicates, useDuplicateStore } from "#renderer/features/intake/accept.ts";
import { accept } from "#renderer/features/intake/accept.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

const DuplicateDialog = lazyPart(async () => (await import("./DuplicateDialog.tsx")).DuplicateDialog);

/** Asks about a likely duplicate and does what the clerk chooses. */
export function DuplicateAsk({ profile }: { profile: Profile }) {
  const lines = useDuplicateStore((state) => state.lines);
  if (lines === null) return null;
  const openStored = async (id: string): Promise<void> => {
    await saveNow();
    closeDuplicates();
    await useApplicationStore.getState().open(id);
  };
  return (
    <DuplicateDialog
      lines={lines}
      profile={profile}
      onOpen={(id) => void openStored(id)}
      onNew={(decision) => {
        closeDuplicates();
        // The unprintable characters were confirmed before this question.
        void accept(true, decision);
      }}
      onWithdraw={() => {
        closeDuplicates();
        void discardParked(useIntakeStore.getState().key);
      }}
      onBack={closeDuplicates}
    />
  );
}
