import { Button, Drawer } from "antd";
import { AttachmentLines } from "#renderer/features/sync/attachments/AttachmentLines.tsx";
import { entryLabel } from "#shared/case/entry-kinds.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { PublicationList } from "#renderer/features/sync/publications/PublicationList.tsx";
import { ConflictButton } from "#renderer/features/sync/conflicts/ConflictButton.tsx";
import { retryNow, useOutbox } from "./outbox.ts";
import outboxCss from "./outbox.module.css";
import entriesCss from "#renderer/features/sync/entries.module.css";

/** The outbox by entry: state, next try, receipt; for quarantined ones the reason and the next step. */
export function OutboxDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const outbox = useOutbox();
  const view = outbox.data;
  const { problem, run, clear } = useAct();
  return (
    <Drawer
      open
      title={t("outbox.title")}
      size={520}
      onClose={onClose}
      extra={<Button onClick={() => void run(retryNow)}>{t("outbox.retry")}</Button>}
    >
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void run(retryNow)} onClose={clear} />}
      <ReadNote read={outbox} />
      {view !== null && (
        <p className={outboxCss.sum}>
          {t("outbox.waiting", { n: view.waiting })} · {t("outbox.sent", { n: view.sent })} ·{" "}
          {t("outbox.quarantined", { n: view.quarantined })}
        </p>
      )}
      {view?.entries.length === 0 && <p>{t("outbox.empty")}</p>}
      <ul>
        {view?.entries.map((entry) => (
          <li
            key={entry.id}
            className={`${entriesCss.entry} ${entriesCss[`is-${entry.replaced ? "replaced" : entry.state}`]}`}
          >
            <strong>{t(`outbox.state.${entry.replaced ? "replaced" : entry.state}`)}</strong>{" "}
            <span className={entriesCss.kind}>{pick(entryLabel(entry.kind))}</span>
            <div className={`${entriesCss.detail} number`}>
              {entry.acceptanceNumber !== null && <span>{entry.acceptanceNumber}</span>}
              {entry.attempts > 0 && <span>{t("outbox.attempts", { n: entry.attempts })}</span>}
              {entry.nextTryAt !== null && <span>{t("outbox.nextTry", { time: momentText(entry.nextTryAt) })}</span>}
              {entry.receipt !== null && <span>{t("outbox.receipt", { receipt: entry.receipt })}</span>}
            </div>
            {entry.reason !== null && (
              <p>
                {t("outbox.reason")}: {pick(entry.reason)}
              </p>
            )}
            {entry.conflict && <ConflictButton applicationId={entry.applicationId} size="small" />}
            {entry.next !== null && !entry.replaced && (
              <p>
                {t("outbox.next")}: {pick(entry.next)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {view !== null && <AttachmentLines view={view.attachments} />}
      <PublicationList />
    </Drawer>
  );
}
