import { Button, Modal } from "antd";
import { useId, useRef, useState, type FormEvent } from "react";
import type { EncryptedFileImported } from "#shared/contract/outbox.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { importEncrypted } from "./outbox.ts";
import css from "#renderer/features/sync/entries.module.css";

/** A larger file is imported on the command line: `hall outbox import`. */
const MAX_FILE_BYTES = 3_500_000;

/** The outcome of an import in numbers, with the next step for relayed entries. */
function TakenNote({ taken }: { taken: EncryptedFileImported }) {
  const t = useText();
  const pick = usePick();
  if (taken.kind === "receipts")
    return (
      <>
        <output>
          {t("outbox.encrypted.taken", {
            confirmed: taken.confirmed,
            known: taken.known,
            quarantined: taken.quarantined,
          })}
        </output>
        {taken.foreign > 0 && <p className={css.wanting}>{t("outbox.encrypted.foreign", { n: taken.foreign })}</p>}
      </>
    );
  return (
    <>
      <output>
        {t("outbox.encrypted.relayed", { delivered: taken.delivered, refused: taken.refused, left: taken.left })}
      </output>
      {taken.reason !== null && (
        <p className={css.wanting}>
          {pick(taken.reason.what)} {pick(taken.reason.next)}
        </p>
      )}
      <p>{t("outbox.encrypted.bringBack", { file: taken.fileName })}</p>
    </>
  );
}

/** Imports an encrypted file: receipts for an export, or another station's entries, which go to the centre. */
export function EncryptedImport({ onClose }: { onClose: () => void }) {
  const t = useText();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const { busy, problem, run } = useAct();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const [taken, setTaken] = useState<EncryptedFileImported | null>(null);
  const large = file !== null && file.size > MAX_FILE_BYTES;
  const wanting = file === null || passphrase === "";
  const missing = tried && wanting ? t("outbox.encrypted.fill") : "";
  const note = large ? t("outbox.encrypted.large") : missing;
  const take = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (file === null || passphrase === "" || large) return;
    await run(async () => setTaken(await importEncrypted(file, passphrase)));
  };
  return (
    <Modal
      open
      title={t("outbox.encrypted.import")}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(open) => open && chooser.current?.focus()}
      destroyOnHidden
    >
      {taken !== null && (
        <div className={css.form} data-testid="outbox-form">
          <TakenNote taken={taken} />
          <div className={css.formEnd}>
            <Button type="primary" onClick={onClose}>
              {t("outbox.encrypted.close")}
            </Button>
          </div>
        </div>
      )}
      {taken === null && (
        <form noValidate className={css.form} data-testid="outbox-form" onSubmit={(event) => void take(event)}>
          <p>{t("outbox.encrypted.importWhat")}</p>
          <label htmlFor={`${id}-file`}>{t("outbox.encrypted.file")}</label>
          <input
            id={`${id}-file`}
            type="file"
            ref={chooser}
            required
            aria-describedby={`${id}-m`}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          <label htmlFor={`${id}-passphrase`}>{t("outbox.encrypted.passphrase")}</label>
          <input
            id={`${id}-passphrase`}
            type="password"
            autoComplete="off"
            value={passphrase}
            required
            aria-describedby={`${id}-m`}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <p id={`${id}-m`} role="alert" className={css.wanting}>
            {note}
          </p>
          {problem !== null && <ProblemNote problem={problem} />}
          <div className={css.formEnd}>
            <Button onClick={onClose}>{t("outbox.resend.cancel")}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t("outbox.encrypted.take")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
