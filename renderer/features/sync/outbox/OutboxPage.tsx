import { Button } from "antd";
import { useState } from "react";
import { entryLabel } from "#shared/case/entry-kinds.ts";
import type { OutboxLine } from "#shared/contract/outbox.ts";
import { AttachmentSends } from "#renderer/features/sync/attachments/AttachmentSends.tsx";
import { ConflictButton } from "#renderer/features/sync/conflicts/ConflictButton.tsx";
import { EntryStory } from "./EntryStory.tsx";
import { ResendForm } from "./ResendForm.tsx";
import { EncryptedExport } from "./EncryptedExport.tsx";
import { EncryptedImport } from "./EncryptedImport.tsx";
import { PublicationList } from "#renderer/features/sync/publications/PublicationList.tsx";
import { retryNow, useOutbox } from "./outbox.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import outboxCss from "./outbox.module.css";
import entriesCss from "#renderer/features/sync/entries.module.css";

/** The history of an entry and its next step. */
function Story({ entry }: { entry: OutboxLine }) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      <span>{entry.attempts === 0 ? t("outboxPage.notTried") : t("outbox.attempts", { n: entry.attempts })}</span>
      {entry.receipt !== null && (
        <span className="soft-line number">{t("outbox.receipt", { receipt: entry.receipt })}</span>
      )}
      {entry.reason !== null && (
        <span className="soft-line">
          {t("outbox.reason")}: {pick(entry.reason)}
        </span>
      )}
      {entry.next !== null && !entry.replaced && (
        <span className="soft-line">
          {t("outbox.next")}: {pick(entry.next)}
        </span>
      )}
      {entry.nextTryAt !== null && (
        <span className="soft-line number">{t("outbox.nextTry", { time: momentText(entry.nextTryAt) })}</span>
      )}
      <EntryStory entry={entry} />
    </>
  );
}

/** The attachments stand below the entries, which may be many. */
function toAttachments(): void {
  const heading = document.getElementById("attachment-sends");
  heading?.scrollIntoView();
  heading?.focus();
}

/** The outbox by entry with its history, the attachments, and the button that retries at once. */
export function OutboxPage({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useText();
  const pick = usePick();
  const outbox = useOutbox();
  const reach = useCall("outbox.cover", {});
  const { problem, run, clear } = useAct();
  const view = outbox.data;
  const cover = reach.data;
  const [resending, setResending] = useState<OutboxLine | null>(null);
  const [file, setFile] = useState<"export" | "import" | null>(null);
  return (
    <main className="page page-narrow" data-testid="page">
      <div className={outboxCss.head} data-testid="outbox-head">
        <h1 className="page-title">{t("outboxPage.title")}</h1>
        {view !== null && (
          <span className="number">
            {t("outbox.waiting", { n: view.waiting })} · {t("outbox.sent", { n: view.sent })} ·{" "}
            {t("outbox.quarantined", { n: view.quarantined })}
          </span>
        )}
        {view !== null && view.attachments.lines.length > 0 && (
          <button type="button" className={`${entriesCss.jump} number`} onClick={toAttachments}>
            {t("attachment.counts", {
              waiting: view.attachments.waiting,
              sent: view.attachments.sent,
              quarantined: view.attachments.quarantined,
            })}
          </button>
        )}
        <span className={outboxCss.buttons}>
          <Button onClick={() => setFile("export")}>{t("outbox.encrypted.export")}</Button>
          <Button onClick={() => setFile("import")}>{t("outbox.encrypted.import")}</Button>
          <Button type="primary" onClick={() => void run(retryNow)}>
            {t("outbox.retry")}
          </Button>
        </span>
      </div>
      <p className="soft-line">
        {t("outboxPage.intro")} {cover !== null && cover.durable + cover.notYet > 0 && t("outboxPage.cover", cover)}
      </p>
      {view !== null && view.pause !== null && view.waiting > 0 && (
        <output className={outboxCss.hold} data-testid="outbox-hold">
          <strong>{t("outbox.hold", { what: pick(view.pause.what) })}</strong>{" "}
          {t("outbox.holdUntil", { time: momentText(view.pause.until), next: pick(view.pause.next) })}
        </output>
      )}
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void run(retryNow)} onClose={clear} />}
      <ReadNote read={outbox.problem === null ? reach : { ...outbox, again: () => (outbox.again(), reach.again()) }} />
      {view?.entries.length === 0 && (
        <p className="empty-list" data-testid="empty-list">
          {t("outbox.empty")}
        </p>
      )}
      {view !== null && view.entries.length > 0 && (
        <table className={`data-table ${outboxCss.entries}`} data-testid="outbox-entries">
          <caption className="visually-hidden">{t("outboxPage.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("outboxPage.state")}</th>
              <th scope="col">{t("outboxPage.entry")}</th>
              <th scope="col">{t("outboxPage.story")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("outboxPage.open")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.entries.map((entry) => (
              <tr key={entry.id} className={entriesCss[`is-${entry.replaced ? "replaced" : entry.state}`]}>
                <td>
                  <strong>{t(`outbox.state.${entry.replaced ? "replaced" : entry.state}`)}</strong>
                </td>
                <td>
                  {pick(entryLabel(entry.kind))}
                  {entry.acceptanceNumber !== null && (
                    <span className="soft-line number">{entry.acceptanceNumber}</span>
                  )}
                </td>
                <td>
                  <Story entry={entry} />
                </td>
                <td className={entriesCss.acts}>
                  {!entry.kind.startsWith("reception.") && (
                    <Button size="small" onClick={() => onOpen(entry.applicationId)}>
                      {t("outboxPage.open")}
                    </Button>
                  )}
                  {entry.conflict && <ConflictButton applicationId={entry.applicationId} size="small" />}
                  {entry.state === "quarantined" && !entry.replaced && !entry.conflict && (
                    <Button size="small" type="primary" onClick={() => setResending(entry)}>
                      {t("outbox.resend.button")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view !== null && <AttachmentSends view={view.attachments} onOpen={onOpen} />}
      <PublicationList />
      {file === "export" && <EncryptedExport onClose={() => setFile(null)} />}
      {file === "import" && <EncryptedImport onClose={() => setFile(null)} />}
      {resending !== null && <ResendForm entry={resending} onClose={() => setResending(null)} />}
    </main>
  );
}
