import { create } from "zustand";
import type { ConsentFile } from "#shared/contract/consent-calls.ts";
import type { Problem } from "#shared/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

type ConsentState = {
  busy: boolean;
  problem: Problem | null;
  /** What is known of files kept since the page opened. */ sizes: Record<string, number>;
};

/** Files being kept for the consent on screen. */
export const useConsentStore = create<ConsentState>()(() => ({ busy: false, problem: null, sizes: {} }));

async function run(act: () => Promise<void>): Promise<void> {
  if (useConsentStore.getState().busy) return;
  useConsentStore.setState({ busy: true, problem: null });
  try {
    await act();
  } catch (thrown) {
    useConsentStore.setState({ problem: problemOf(thrown) });
  } finally {
    useConsentStore.setState({ busy: false });
  }
}

function setFiles(key: string, change: (files: string[]) => string[]): void {
  const { key: now, consent, setConsent } = useIntakeStore.getState();
  if (now === key && consent !== null) setConsent({ ...consent, files: change(consent.files) });
}

/** Keeps a signature or a scan with the form on screen. */
export const addConsentFile = (base64: string): Promise<void> =>
  run(async () => {
    const { key } = useIntakeStore.getState();
    const file: ConsentFile = await ask("consent.addFile", { draftId: key, base64 });
    useConsentStore.setState((was) => ({ sizes: { ...was.sizes, [file.hash]: file.bytes } }));
    setFiles(key, (files) => [...files.filter((hash) => hash !== file.hash), file.hash]);
  });

/** Gives a file up again. */
export const dropConsentFile = (hash: string): Promise<void> =>
  run(async () => {
    const { key } = useIntakeStore.getState();
    await ask("consent.dropFile", { draftId: key, hash });
    setFiles(key, (files) => files.filter((one) => one !== hash));
  });
