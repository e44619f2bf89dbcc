import { Button } from "antd";
import type { AttachmentSendsView, AttachmentSendLine } from "../../../shared/contract/attachment-send-calls.ts";
import { usePick, useText } from "../../strings/text.ts";
import { momentText } from "../../strings/time-text.ts";
import { AttachmentProgress } from "./AttachmentProgress.tsx";
import { AttachmentStory } from "./AttachmentStory.tsx";
import { mimeText } from "./size-text.ts";
import "./attachment.css";

function What({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      {line.attempts === 0 ? t("outboxPage.notTried") : t("outbox.attempts", { n: line.attempts })}
      {line.receipt !== null && <span className="day-soft number">{t("outbox.receipt", { receipt: line.receipt })}</span>}
      {line.reason !== null && <span className="day-soft">{t("outbox.reason")}: {pick(line.reason)}</span>}
      {line.next !== null && <span className="day-soft">{t("outbox.next")}: {pick(line.next)}</span>}
      {line.nextTryAt !== null && <span className="day-soft number">{t("outbox.nextTry", { time: momentText(line.nextTryAt) })}</span>}
      <AttachmentStory line={line} />
    </>
  );
}

/** The files on their way to the centre, each by what it is, how far it has come, and what befell it; nothing where no file was ever kept. */
export function AttachmentSends({ view, onOpen }: { view: AttachmentSendsView; onOpen: (id: string) => void }) {
  const t = useText();
  if (view.lines.length === 0) return null;
  return (
    <section className="attachment-sends" aria-labelledby="attachment-sends">
      <h2 id="attachment-sends" tabIndex={-1}>{t("attachment.title")}</h2>
      <p className="day-soft">{t("attachment.intro")}</p>
      <table className="day-table attachment-table">
        <caption className="visually-hidden">{t("attachment.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("attachment.state")}</th>
            <th scope="col">{t("attachment.what")}</th>
            <th scope="col">{t("attachment.progress")}</th>
            <th scope="col">{t("attachment.story")}</th>
            <th scope="col"><span className="visually-hidden">{t("attachment.open")}</span></th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <tr key={line.id} className={`attachment-${line.state}`}>
              <td><strong>{t(`attachment.state.${line.state}`)}</strong></td>
              <td>{t(`attachment.kind.${line.kind}`)} <span className="attachment-mime">{mimeText(line.mime)}</span><span className="day-soft number">{line.acceptanceNumber}</span></td>
              <td><AttachmentProgress line={line} /></td>
              <td><What line={line} /></td>
              <td><Button size="small" onClick={() => onOpen(line.applicationId)}>{t("attachment.open")}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
