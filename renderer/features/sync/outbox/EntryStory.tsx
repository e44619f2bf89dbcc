import { useState } from "react";
import type { OutboxEvent, OutboxLine } from "#shared/contract/outbox.ts";
import { usePick, useText, type Text } from "#renderer/lib/text.ts";
import { useCall } from "#renderer/host/query.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "#renderer/features/sync/entries.module.css";

function when(t: Text, event: OutboxEvent): string {
  if (event.times === 1) return momentText(event.at);
  return t("outbox.story.span", { from: momentText(event.at), to: momentText(event.lastAt), n: event.times });
}

/** The whole history of an entry, read on demand: created, failures, quarantined, sent again, sent. */
export function EntryStory({ entry }: { entry: OutboxLine }) {
  const t = useText();
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const read = useCall("outbox.story", open ? { id: entry.id } : null);
  const story = read.data;
  return (
    <details className={css.story} data-testid="outbox-story" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("outbox.story.open")}</summary>
      <ReadNote read={read} />
      {story !== null && (
        <ol>
          <li>
            <span className="number">{momentText(story.createdAt)}</span> {t("outbox.story.made")}
          </li>
          {story.events.map((event) => (
            <li key={`${event.at}-${event.what}`}>
              <span className="number">{when(t, event)}</span> {t(`outbox.story.${event.what}`)}
              {event.reason !== null && `: ${pick(event.reason)}`}
              {event.operator !== null && ` (${event.operator})`}
              {event.note !== null && `: ${event.note}`}
            </li>
          ))}
          {entry.state === "sent" && (
            <li>
              <span className="number">{momentText(entry.changedAt)}</span> {t("outbox.story.sent")}
            </li>
          )}
          {story.replaces !== null && <li>{t("outbox.story.replaces")}</li>}
        </ol>
      )}
      {story !== null && (
        <p className="soft-line number">
          {t("outbox.story.key", { key: story.key, hash: story.payloadHash.slice(0, 12) })}
        </p>
      )}
    </details>
  );
}
