import type { AttachmentSendsView } from "#shared/contract/attachment-sync.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { AttachmentProgress } from "./AttachmentProgress.tsx";
import { mimeText } from "./AttachmentProgress.tsx";
import attachmentCss from "./attachment.module.css";
import entriesCss from "#renderer/features/sync/entries.module.css";

/** The attachments not yet sent, for the narrow list at the counter. */
export function AttachmentLines({ view }: { view: AttachmentSendsView }) {
  const t = useText();
  const pick = usePick();
  const unsent = view.lines.filter((line) => line.state !== "sent" && line.closed === null);
  if (unsent.length === 0) return null;
  return (
    <section aria-labelledby="attachment-lines">
      <h2 id="attachment-lines" className={attachmentCss.heading}>
        {t("attachment.title")}
      </h2>
      <ul>
        {unsent.map((line) => (
          <li
            key={line.id}
            className={`${entriesCss.entry} ${attachmentCss[`is-${line.state}`]}`}
            data-testid="attachment-row"
            data-state={line.state}
          >
            <strong>{t(`attachment.state.${line.state}`)}</strong>{" "}
            <span className={entriesCss.kind}>
              {t(`attachment.kind.${line.kind}`)} {mimeText(line.mime)}
            </span>
            <div className={`${entriesCss.detail} number`}>
              <span>{line.acceptanceNumber}</span>
              <span>
                <AttachmentProgress line={line} />
              </span>
              {line.nextTryAt !== null && <span>{t("outbox.nextTry", { time: momentText(line.nextTryAt) })}</span>}
            </div>
            {line.reason !== null && (
              <p>
                {t("outbox.reason")}: {pick(line.reason)}
              </p>
            )}
            {line.next !== null && (
              <p>
                {t("outbox.next")}: {pick(line.next)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
