import { Button, Modal } from "antd";
import { useId, useRef, useState, type FormEvent } from "react";
import type { OutboxLine } from "#shared/contract/outbox.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { resend } from "./outbox.ts";
import css from "#renderer/features/sync/entries.module.css";

type Props = { entry: OutboxLine; onClose: () => void };

/** Sends a quarantined entry as the record's next version, with a note; the entry itself is kept. */
export function ResendForm({ entry, onClose }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const { problem, run } = useAct();
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const words = useRef<HTMLTextAreaElement>(null);
  const blank = note.trim() === "";
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (blank) return;
    if (await run(() => resend(entry.id, note.trim()))) onClose();
  };
  return (
    <Modal
      open
      title={t("outbox.resend.title")}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(open) => open && words.current?.focus()}
      destroyOnHidden
    >
      <form noValidate className={css.form} data-testid="outbox-resend" onSubmit={(event) => void send(event)}>
        {entry.reason !== null && (
          <p>
            <strong>{t("outbox.reason")}</strong>: {pick(entry.reason)}
          </p>
        )}
        <p>{t(entry.acceptanceNumber === null ? "outbox.resend.visit" : "outbox.resend.what")}</p>
        <label htmlFor={`${id}-note`}>{t("outbox.resend.note")}</label>
        <textarea
          id={`${id}-note`}
          rows={3}
          maxLength={500}
          value={note}
          ref={words}
          required
          aria-invalid={tried && blank}
          aria-describedby={`${id}-m`}
          onChange={(event) => setNote(event.target.value)}
        />
        <p id={`${id}-m`} role="alert" className={css.wanting}>
          {tried && blank ? t("outbox.resend.fill") : ""}
        </p>
        {problem !== null && <ProblemNote problem={problem} />}
        <div className={css.formEnd}>
          <Button onClick={onClose}>{t("outbox.resend.cancel")}</Button>
          <Button type="primary" htmlType="submit">
            {t("outbox.resend.send")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
