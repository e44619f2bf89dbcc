import { Button, Modal } from "antd";
import { useId, useRef, useState, type FormEvent } from "react";
import type { AttachmentSendLine } from "#shared/contract/attachment-sync.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, refresh } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import css from "#renderer/features/sync/entries.module.css";

type Props = { line: AttachmentSendLine; onLeave: () => void };

/** Closes a quarantined attachment that cannot be scanned again, with a reason. */
export function CloseForm({ line, onLeave }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const { problem, run } = useAct();
  const words = useRef<HTMLTextAreaElement>(null);
  const blank = note.trim() === "";
  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (blank) return;
    const isClosed = await run(async () => {
      await ask("attachmentSend.close", { id: line.id, note: note.trim() });
      await refresh(callKey("outbox.get"));
    });
    if (isClosed) onLeave();
  };
  return (
    <Modal
      open
      title={t("attachment.close.title")}
      footer={null}
      onCancel={onLeave}
      afterOpenChange={(open) => open && words.current?.focus()}
      destroyOnHidden
    >
      <form noValidate className={css.form} data-testid="attachment-close" onSubmit={(event) => void close(event)}>
        {line.reason !== null && (
          <p>
            <strong>{t("outbox.reason")}</strong>: {pick(line.reason)}
          </p>
        )}
        <p>{t("attachment.close.what")}</p>
        <label htmlFor={`${id}-note`}>{t("attachment.close.note")}</label>
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
          {tried && blank ? t("attachment.close.fill") : ""}
        </p>
        {problem !== null && <ProblemNote problem={problem} />}
        <div className={css.formEnd}>
          <Button onClick={onLeave}>{t("attachment.close.cancel")}</Button>
          <Button type="primary" htmlType="submit">
            {t("attachment.close.send")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
