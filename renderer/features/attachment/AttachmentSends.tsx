import { Button } from "antd";
import { useState } from "react";
import type { AttachmentSendsView, AttachmentSendLine } from "#shared/contract/attachment-send-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { AttachmentProgress } from "./AttachmentProgress.tsx";
import { AttachmentStory } from "./AttachmentStory.tsx";
import { CloseForm } from "./CloseForm.tsx";
import { mimeText } from "./size-text.ts";
import "./attachment.css";

const standingOf = (line: AttachmentSendLine): AttachmentSendLine["state"] | "closed" =>
  line.closed === null ? line.state : "closed";

function What({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      {line.attempts === 0 ? t("outboxPage.notTried") : t("outbox.attempts", { n: line.attempts })}
      {line.receipt !== null && (
        <span className="day-soft number">{t("outbox.receipt", { receipt: line.receipt })}</span>
      )}
      {line.reason !== null && (
        <span className="day-soft">
          {t("outbox.reason")}: {pick(line.reason)}
        </span>
      )}
      {line.next !== null && line.closed === null && (
        <span className="day-soft">
          {t("outbox.next")}: {pick(line.next)}
        </span>
      )}
      {line.closed !== null && (
        <span className="day-soft">
          {t("attachment.closed", { at: momentText(line.closed.at), by: line.closed.by, note: line.closed.note })}
        </span>
      )}
      {line.nextTryAt !== null && (
        <span className="day-soft number">{t("outbox.nextTry", { time: momentText(line.nextTryAt) })}</span>
      )}
      <AttachmentStory line={line} />
    </>
  );
}

/** The files on their way to the centre, each by what it is, how far it has come, and what befell it; nothing where no file was ever kept. */
export function AttachmentSends({ view, onOpen }: { view: AttachmentSendsView; onOpen: (id: string) => void }) {
  const t = useText();
  const [closing, setClosing] = useState<AttachmentSendLine | null>(null);
  if (view.lines.length === 0) return null;
  return (
    <section className="attachment-sends" aria-labelledby="attachment-sends">
      <h2 id="attachment-sends" tabIndex={-1}>
        {t("attachment.title")}
      </h2>
      <p className="day-soft">{t("attachment.intro")}</p>
      <table className="day-table attachment-table">
        <caption className="visually-hidden">{t("attachment.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("attachment.state")}</th>
            <th scope="col">{t("attachment.what")}</th>
            <th scope="col">{t("attachment.progress")}</th>
            <th scope="col">{t("attachment.story")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("attachment.open")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <tr key={line.id} className={`attachment-${standingOf(line)}`}>
              <td>
                <strong>{t(`attachment.state.${standingOf(line)}`)}</strong>
              </td>
              <td>
                {t(`attachment.kind.${line.kind}`)} <span className="attachment-mime">{mimeText(line.mime)}</span>
                <span className="day-soft number">{line.acceptanceNumber}</span>
              </td>
              <td>
                <AttachmentProgress line={line} />
              </td>
              <td>
                <What line={line} />
              </td>
              <td className="outbox-acts">
                <Button size="small" onClick={() => onOpen(line.applicationId)}>
                  {t("attachment.open")}
                </Button>
                {standingOf(line) === "set-aside" && (
                  <Button size="small" onClick={() => setClosing(line)}>
                    {t("attachment.close.button")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closing !== null && <CloseForm line={closing} onClose={() => setClosing(null)} />}
    </section>
  );
}
