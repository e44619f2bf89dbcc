import { useEffect, useState } from "react";
import type { AttachmentSendLine, AttachmentSendStory } from "#shared/contract/attachment-send-calls.ts";
import type { Problem } from "#shared/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** The whole story of a file on its way, opened on demand. */
export function AttachmentStory({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const [story, setStory] = useState<AttachmentSendStory | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Whatever changes the file's standing adds to its story.
  useEffect(() => {
    if (!open) return;
    ask("attachmentSend.story", { id: line.id }).then(setStory, (thrown: unknown) => setProblem(problemOf(thrown)));
  }, [open, line]);
  return (
    <details className="outbox-story" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("attachment.story.open")}</summary>
      {problem !== null && <ProblemNote problem={problem} />}
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
        <p className="day-soft number">{t("attachment.story.hash", { hash: story.hash.slice(0, 16) })}</p>
      )}
    </details>
  );
}
