import { useEffect, useId, useRef, useState } from "react";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { CallbackRow, type OpenForm } from "./CallbackRow.tsx";
import { useCallbacks, type CallbackScope } from "./use-callbacks.ts";
import css from "./callback.module.css";

type Props = {
  scope: CallbackScope;
  /** Opens an application; null on the page of the application itself. */ onOpen:
    | ((applicationId: string) => void)
    | null;
};

/** Callbacks as dated tasks (回访), overdue first, undated last; renders nothing without callbacks. */
export function CallbackList({ scope, onOpen }: Props) {
  const t = useText();
  const id = useId();
  const actions = useCallbacks(scope);
  const [open, setOpen] = useState<OpenForm>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(false);
  // The button behind a form may be gone once the form is done; the keyboard goes to the list's heading.
  useEffect(() => {
    if (open === null && wasOpen.current) title.current?.focus();
    wasOpen.current = open !== null;
  }, [open]);
  const { list, problem } = actions;
  const view = list.data;
  const isEmpty = view === null || view.lines.length === 0;
  if (isEmpty && problem === null && list.problem === null) return null;
  const lines = view?.lines ?? [];
  // In the worklist it stands beside the case's own list, and two landmarks must not share a name.
  const Box = onOpen === null ? "section" : "div";
  const overdue = lines.filter((line) => line.status === "overdue").length;
  return (
    <Box
      className={`${css.callbacks} ${onOpen === null ? "card" : css.callbacksDesk}`}
      data-testid={onOpen === null ? "callbacks" : "worklist-callbacks"}
      aria-labelledby={onOpen === null ? id : undefined}
    >
      <h2 id={id} ref={title} tabIndex={-1} className={onOpen === null ? "card-title" : "work-heading"}>
        {t("callback.title")} {lines.length}
        {overdue > 0 && <span className={css.late}> · {t("callback.overdueCount", { n: overdue })}</span>}
      </h2>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={list} />
      <ul>
        {lines.map((line) => (
          <CallbackRow key={line.id} line={line} actions={actions} open={open} setOpen={setOpen} onOpen={onOpen} />
        ))}
      </ul>
      {view !== null && view.notShown > 0 && <p className="soft">{t("callback.notShown", { n: view.notShown })}</p>}
    </Box>
  );
}
