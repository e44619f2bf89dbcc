import { useText } from "#renderer/strings/text.ts";
import "./sheet.css";

const KINDS = ".pdf,.jpg,.jpeg,.png,.ofd";

/** Chooses the scan of the signed paper that was just read by its QR code. */
export function AttachScan({ busy, onChoose }: { busy: boolean; onChoose: (file: File) => void }) {
  const t = useText();
  return (
    <label className={busy ? "pill sheet-attach sheet-attach-busy" : "pill sheet-attach"}>
      <input
        type="file"
        className="visually-hidden"
        accept={KINDS}
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was refused.
          event.target.value = "";
          if (file !== undefined) onChoose(file);
        }}
      />
      <span>{t(busy ? "sheet.attaching" : "sheet.attach")}</span>
    </label>
  );
}
