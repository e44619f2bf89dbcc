import type { AttachmentSendsView } from "#shared/contract/attachment-sync.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { AttachmentProgress } from "./AttachmentProgress.tsx";
import { mimeText } from "./AttachmentProgress.tsx";
import "./attachment.css";

/** The files that have not arrived, for the narrow list at the counter. */
export function AttachmentLines({ view }: { view: AttachmentSendsView }) {
  const t = useText();
  const pick = usePick();
  const unsent = view.lines.filter((line) => line.state !== "sent" && line.closed === null);
  if (unsent.length === 0) return null;
  return (
    <section aria-labelledby="attachment-lines">
      <h2 id="attachment-lines" className="attachment-heading">
        {t("attachment.title")}
      </h2>
      <ul className="outbox-list">
        {unsent.map((line) => (
          <li key={line.id} className={`outbox-entry attachment-${line.state}`}>
            <strong>{t(`attachment.state.${line.state}`)}</strong>{" "}
            <span className="outbox-kind">
              {t(`attachment.kind.${line.kind}`)} {mimeText(line.mime)}
            </span>
            <div className="outbox-detail number">
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
