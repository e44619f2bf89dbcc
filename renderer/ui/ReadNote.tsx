import type { Read } from "#renderer/host/query.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "./ProblemNote.tsx";

/** A failed read with its retry; the earlier answer below it is marked as old. Renders nothing if the read succeeded. */
export function ReadNote({ read: { problem, readAt, again } }: { read: Omit<Read<unknown>, "data"> }) {
  const t = useText();
  if (problem === null) return null;
  return (
    <>
      <ProblemNote problem={problem} onRetry={again} />
      {readAt !== null && (
        <p className="old-answer" data-testid="old-answer">
          {t("read.old", { time: momentText(readAt) })}
        </p>
      )}
    </>
  );
}
