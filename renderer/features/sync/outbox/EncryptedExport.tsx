import { Button, Modal } from "antd";
import { useId, useRef, useState, type FormEvent } from "react";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { exportEncrypted, unsentByKind, useOutbox } from "./outbox.ts";
import css from "#renderer/features/sync/entries.module.css";

const SHORTEST = 10;

/** Saves all unsent entries as an encrypted file for USB, under a passphrase typed twice. */
export function EncryptedExport({ onClose }: { onClose: () => void }) {
  const t = useText();
  const id = useId();
  const files = unsentByKind(useOutbox().data).files;
  const first = useRef<HTMLInputElement>(null);
  const { problem, run } = useAct();
  const [words, setWords] = useState({ passphrase: "", again: "" });
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const isShort = words.passphrase.length < SHORTEST;
  const differs = words.passphrase === words.again ? "" : t("outbox.encrypted.differs");
  const wrong = isShort ? t("outbox.encrypted.short", { n: SHORTEST }) : differs;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wrong !== "") return;
    await run(async () => setDone(await exportEncrypted(words.passphrase)));
  };
  const box = (name: "passphrase" | "again", label: string) => (
    <>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        type="password"
        autoComplete="new-password"
        ref={name === "passphrase" ? first : null}
        value={words[name]}
        required
        aria-invalid={tried && wrong !== ""}
        aria-describedby={`${id}-m`}
        onChange={(event) => setWords({ ...words, [name]: event.target.value })}
      />
    </>
  );
  return (
    <Modal
      open
      title={t("outbox.encrypted.export")}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(open) => open && first.current?.focus()}
      destroyOnHidden
    >
      {done !== null && (
        <div className={css.form} data-testid="outbox-form">
          {files > 0 && <p>{t("attachment.encrypted", { n: files })}</p>}
          <output>{done === 0 ? t("outbox.encrypted.nothing") : t("outbox.encrypted.exported", { n: done })}</output>
          <div className={css.formEnd}>
            <Button type="primary" onClick={onClose}>
              {t("outbox.encrypted.close")}
            </Button>
          </div>
        </div>
      )}
      {done === null && (
        <form noValidate className={css.form} data-testid="outbox-form" onSubmit={(event) => void save(event)}>
          <p>{t("outbox.encrypted.exportWhat")}</p>
          {files > 0 && <p>{t("attachment.encrypted", { n: files })}</p>}
          {box("passphrase", t("outbox.encrypted.passphrase"))}
          {box("again", t("outbox.encrypted.again"))}
          <p id={`${id}-m`} role="alert" className={css.wanting}>
            {tried ? wrong : ""}
          </p>
          {problem !== null && <ProblemNote problem={problem} />}
          <div className={css.formEnd}>
            <Button onClick={onClose}>{t("outbox.resend.cancel")}</Button>
            <Button type="primary" htmlType="submit">
              {t("outbox.encrypted.save")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
