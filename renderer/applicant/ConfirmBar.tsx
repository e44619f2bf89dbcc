import { useState } from "react";
import { useText } from "#renderer/strings/text.ts";
import { SignaturePad } from "./SignaturePad.tsx";

/** Where the applicant signs and confirms; a signature belongs to the one version it was written under. */
export function ConfirmBar({ busy, onConfirm }: { busy: boolean; onConfirm: (signature: string | null) => void }) {
  const t = useText();
  const [signature, setSignature] = useState<string | null>(null);
  const [cleared, setCleared] = useState(0);
  const signed = signature !== null;
  const clear = (): void => {
    setCleared(cleared + 1);
    setSignature(null);
  };
  return (
    <footer className="applicant-confirm">
      <div className="applicant-sign">
        <SignaturePad key={cleared} onSigned={setSignature} />
        {!signed && (
          <span className="applicant-sign-here" aria-hidden="true">
            {t("applicant.signHere")}
          </span>
        )}
      </div>
      <div className="applicant-buttons">
        <button type="button" className="applicant-clear" disabled={!signed} onClick={clear}>
          {t("applicant.clear")}
        </button>
        <button type="button" className="applicant-yes" disabled={busy} onClick={() => onConfirm(signature)}>
          {t(signed ? "applicant.confirmSigned" : "applicant.confirm")}
        </button>
      </div>
    </footer>
  );
}
