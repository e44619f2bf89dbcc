import { Button } from "antd";
import { useRef, useState } from "react";
import { SignaturePad } from "#renderer/applicant/SignaturePad.tsx";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { FieldBox } from "#renderer/features/form/FieldBox.tsx";
import { addConsentFile, dropConsentFile, useConsentStore } from "./consent-store.ts";

type Props = { files: readonly string[]; problem: string | null; warning: string | null };

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** What proves the consent: a signature written here, or the scanned paper; neither has to be. */
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
      <span className="consent-files" data-path="consent.files">
        {files.map((hash, i) => (
          <span key={hash} className="consent-file">
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
        <div className="consent-sign">
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
