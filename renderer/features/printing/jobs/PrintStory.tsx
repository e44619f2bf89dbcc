import { useState } from "react";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import css from "./print.module.css";

/** The history of a print job with time, printer, person and reason; read when it is opened. */
export function PrintStory({ job }: { job: PrintJobLine }) {
  const t = useText();
  const pick = usePick();
  const [isOpen, setOpen] = useState(false);
  // A failed read is repeated with the next change; the panel above shows the current outcome.
  const events = useCall("print.story", isOpen ? { jobId: job.id } : null).data ?? [];
  return (
    <details className={css.story} data-testid="print-story" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("print.story")}</summary>
      <ol>
        {events.map((event, i) => (
          // eslint-disable-next-line react/no-array-index-key -- a history only grows at its end
          <li key={i}>
            <span className="number">{hourText(event.at)}</span> {t(`print.event.${event.what}`)} ·{" "}
            {t(`print.${event.outcome}`)}
            {event.printer !== null && ` · ${event.printer}`}
            {event.by !== null && ` · ${event.by}`}
            {event.reason !== null && ` · ${pick(event.reason)}`}
            {event.note !== null && ` · ${event.note}`}
          </li>
        ))}
      </ol>
    </details>
  );
}
