import { Button } from "antd";
import { useState } from "react";
import type { AttachmentSendLine, AttachmentSendsView } from "#shared/contract/attachment-sync.ts";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { AttachmentProgress, mimeText } from "./AttachmentProgress.tsx";
import { CloseForm } from "./CloseForm.tsx";
import entriesCss from "#renderer/features/sync/entries.module.css";
import attachmentCss from "./attachment.module.css";

/** The whole history of an attachment's transfer, read on demand. */
function AttachmentStory({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const read = useCall("attachmentSend.story", open ? { id: line.id } : null);
  const story = read.data;
  return (
    <details
      className={entriesCss.story}
      data-testid="outbox-story"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("attachment.story.open")}</summary>
      <ReadNote read={read} />
      {story !== null && (
        <ol>
          <li>
            <span className="number">{momentText(story.createdAt)}</span> {t("attachment.story.kept")}
          </li>
          {story.events.map((event) => (
            <li key={`${event.at}-${event.what}-${event.lastAt}`}>
              <span className="number">
                {event.times === 1
                  ? momentText(event.at)
                  : t("outbox.story.span", {
                      from: momentText(event.at),
                      to: momentText(event.lastAt),
                      n: event.times,
                    })}
              </span>{" "}
              {t(`attachment.story.${event.what}`)}
              {event.reason !== null && `: ${pick(event.reason)}`}
            </li>
          ))}
          {line.state === "sent" && (
            <li>
              <span className="number">{momentText(line.changedAt)}</span> {t("attachment.story.sent")}
            </li>
          )}
        </ol>
      )}
      {story !== null && (
        <p className="soft-line number">{t("attachment.story.hash", { hash: story.hash.slice(0, 16) })}</p>
      )}
    </details>
  );
}

const statusOf = (line: AttachmentSendLine): AttachmentSendLine["state"] | "closed" =>
  line.closed === null ? line.state : "closed";

function What({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      {line.attempts === 0 ? t("outboxPage.notTried") : t("outbox.attempts", { n: line.attempts })}
      {line.receipt !== null && (
        <span className="soft-line number">{t("outbox.receipt", { receipt: line.receipt })}</span>
      )}
      {line.reason !== null && (
        <span className="soft-line">
          {t("outbox.reason")}: {pick(line.reason)}
        </span>
      )}
      {line.next !== null && line.closed === null && (
        <span className="soft-line">
          {t("outbox.next")}: {pick(line.next)}
        </span>
      )}
      {line.closed !== null && (
        <span className="soft-line">
          {t("attachment.closed", { at: momentText(line.closed.at), by: line.closed.by, note: line.closed.note })}
        </span>
      )}
      {line.nextTryAt !== null && (
        <span className="soft-line number">{t("outbox.nextTry", { time: momentText(line.nextTryAt) })}</span>
      )}
      <AttachmentStory line={line} />
    </>
  );
}

type Props = { view: AttachmentSendsView; onOpen: (id: string) => void };

/** The attachments on their way to the centre: kind, progress and history. Renders nothing without any. */
export function AttachmentSends({ view, onOpen }: Props) {
  const t = useText();
  const [closing, setClosing] = useState<AttachmentSendLine | null>(null);
  if (view.lines.length === 0) return null;
  return (
    <section className={attachmentCss.sends} aria-labelledby="attachment-sends">
      <h2 id="attachment-sends" tabIndex={-1}>
        {t("attachment.title")}
      </h2>
      <p className="soft-line">{t("attachment.intro")}</p>
      <table className={`data-table ${attachmentCss.table}`} data-testid="attachment-table">
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
            <tr
              key={line.id}
              className={attachmentCss[`is-${statusOf(line)}`]}
              data-testid="attachment-row"
              data-state={statusOf(line)}
            >
              <td>
                <strong>{t(`attachment.state.${statusOf(line)}`)}</strong>
              </td>
              <td>
                {t(`attachment.kind.${line.kind}`)} <span className={attachmentCss.mime}>{mimeText(line.mime)}</span>
                <span className="soft-line number">{line.acceptanceNumber}</span>
              </td>
              <td>
                <AttachmentProgress line={line} />
              </td>
              <td>
                <What line={line} />
              </td>
              <td className={entriesCss.acts}>
                <Button size="small" onClick={() => onOpen(line.applicationId)}>
                  {t("attachment.open")}
                </Button>
                {statusOf(line) === "set-aside" && (
                  <Button size="small" onClick={() => setClosing(line)}>
                    {t("attachment.close.button")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closing !== null && <CloseForm line={closing} onLeave={() => setClosing(null)} />}
    </section>
  );
}
