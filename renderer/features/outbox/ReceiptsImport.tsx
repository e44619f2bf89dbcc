import { Button, Modal } from "antd";
import { useId, useRef, useState, type FormEvent } from "react";
import type { ReceiptsTaken } from "../../../shared/contract/outbox-calls.ts";
import type { Problem } from "../../../shared/problem.ts";
import { ProblemNote } from "../../shell/ProblemNote.tsx";
import { useText } from "../../strings/text.ts";
import { useOutboxStore } from "./outbox-store.ts";

/** Takes in the file of receipts that came back for a sealed export, and says what it changed. */
export function ReceiptsImport({ onClose }: { onClose: () => void }) {
  const t = useText();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const takeReceipts = useOutboxStore((state) => state.takeReceipts);
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const [taken, setTaken] = useState<ReceiptsTaken | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const wanting = file === null || passphrase === "";
  const take = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (file === null || passphrase === "") return;
    const result = await takeReceipts(file, passphrase);
    setProblem("code" in result ? result : null);
    if (!("code" in result)) setTaken(result);
  };
  return (
    <Modal open title={t("outbox.sealed.import")} footer={null} onCancel={onClose} afterOpenChange={(open) => open && chooser.current?.focus()} destroyOnHidden>
      {taken !== null && (
        <div className="outbox-form">
          <output>{t("outbox.sealed.taken", taken)}</output>
          {taken.foreign > 0 && <p className="outbox-wanting">{t("outbox.sealed.foreign", { n: taken.foreign })}</p>}
          <div className="outbox-form-end"><Button type="primary" onClick={onClose}>{t("outbox.sealed.close")}</Button></div>
        </div>
      )}
      {taken === null && (
        <form noValidate className="outbox-form" onSubmit={(event) => void take(event)}>
          <p>{t("outbox.sealed.importWhat")}</p>
          <label htmlFor={`${id}-file`}>{t("outbox.sealed.file")}</label>
          <input id={`${id}-file`} type="file" ref={chooser} required aria-describedby={`${id}-m`} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
          <label htmlFor={`${id}-passphrase`}>{t("outbox.sealed.passphrase")}</label>
          <input id={`${id}-passphrase`} type="password" autoComplete="off" value={passphrase} required aria-describedby={`${id}-m`} onChange={(event) => setPassphrase(event.target.value)} />
          <p id={`${id}-m`} role="alert" className="outbox-wanting">{tried && wanting ? t("outbox.sealed.fill") : ""}</p>
          {problem !== null && <ProblemNote problem={problem} />}
          <div className="outbox-form-end">
            <Button onClick={onClose}>{t("outbox.resend.cancel")}</Button>
            <Button type="primary" htmlType="submit">{t("outbox.sealed.take")}</Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
