import { Button } from "antd";
import { useRef, useState } from "react";
import { create } from "zustand";
import type { ConsentFile } from "#shared/contract/consent.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { SignaturePad } from "#renderer/ui/SignaturePad.tsx";
import css from "./consent.module.css";

type ConsentState = {
  busy: boolean;
  problem: Problem | null;
  /** Sizes of the files stored since the page opened. */ sizes: Record<string, number>;
};

/** Files being stored for the consent on screen. */
const useConsentStore = create<ConsentState>()(() => ({ busy: false, problem: null, sizes: {} }));

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

/** Adds a signature or a scan to the form on screen. */
const addConsentFile = (base64: string): Promise<void> =>
  run(async () => {
    const { key } = useIntakeStore.getState();
    const file: ConsentFile = await ask("consent.addFile", { draftId: key, base64 });
    useConsentStore.setState((was) => ({ sizes: { ...was.sizes, [file.hash]: file.bytes } }));
    setFiles(key, (files) => [...files.filter((hash) => hash !== file.hash), file.hash]);
  });

/** Removes a file from the consent. */
const dropConsentFile = (hash: string): Promise<void> =>
  run(async () => {
    const { key } = useIntakeStore.getState();
    await ask("consent.dropFile", { draftId: key, hash });
    setFiles(key, (files) => files.filter((one) => one !== hash));
  });

type Props = { files: readonly string[]; problem: string | null; warning: string | null };

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** Proof of the consent: a signature written here or the scanned paper; both are optional. */
export function ConsentFiles({ files, problem, warning }: Props) {
  const t = useText();
  const { busy, problem: failed, sizes } = useConsentStore();
  const [signing, setSigning] = useState(false);
  const [signature, setSignature] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const keep = async (): Promise<void> => {
    if (signature !== null) await addConsentFile(signature);
    setSigning(false);
    setSignature(null);
  };
  return (
    <FieldBox
      label={t("consent.files")}
      htmlFor={null}
      required={false}
      messageId="m-consent.files"
      problem={problem}
      warning={warning}
      className="field-wide"
    >
      <span className={css.files} data-path="consent.files">
        {files.map((hash, i) => (
          <span key={hash} className={css.file}>
            {t("consent.file", {
              n: i + 1,
              kb: sizes[hash] === undefined ? "–" : Math.max(1, Math.round(sizes[hash] / 1000)),
            })}
            <Button
              size="small"
              disabled={busy}
              aria-label={t("consent.dropFile", { n: i + 1 })}
              onClick={() => void dropConsentFile(hash)}
            >
              ✕
            </Button>
          </span>
        ))}
        <Button aria-expanded={signing} onClick={() => setSigning(!signing)}>
          {t("consent.sign")}
        </Button>
        <Button disabled={busy} onClick={() => chooser.current?.click()}>
          {t("consent.scan")}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          tabIndex={-1}
          aria-label={t("consent.scan")}
          accept=".pdf,.jpg,.jpeg,.png,.ofd"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file !== undefined) void base64Of(file).then(addConsentFile);
          }}
        />
      </span>
      {signing && (
        <div className={css.sign} data-testid="consent-sign">
          <SignaturePad onSigned={setSignature} />
          <Button disabled={signature === null || busy} onClick={() => void keep()}>
            {t("consent.signDone")}
          </Button>
        </div>
      )}
      {failed !== null && <ProblemNote problem={failed} onClose={() => useConsentStore.setState({ problem: null })} />}
    </FieldBox>
  );
}
