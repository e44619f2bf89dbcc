import { Button } from "antd";
import { useState } from "react";
import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { useText } from "#renderer/strings/text.ts";
import { usePrintStore } from "./print-store.ts";

/** Asks a person what only a person can say: whether paper came, and from which page a broken-off document goes on. */
export function PrintAnswer({ name, job }: { name: string; job: PrintJobLine }) {
  const t = useText();
  const { confirm, resume, busy } = usePrintStore();
  const pages = job.pages ?? 1;
  const [from, setFrom] = useState(Math.min((job.pagesOut ?? 1) + 1, pages));
  const question = t("print.cameQuestion");
  const page = Math.max(2, from);
  return (
    <span className="print-asked">
      {question}
      <Button
        size="small"
        disabled={busy}
        aria-label={`${name}: ${question} ${t("print.came")}`}
        onClick={() => void confirm(job.id, true)}
      >
        {t("print.came")}
      </Button>
      <Button
        size="small"
        disabled={busy}
        aria-label={`${name}: ${question} ${t("print.didNotCome")}`}
        onClick={() => void confirm(job.id, false)}
      >
        {t("print.didNotCome")}
      </Button>
      {job.outcome === "unconfirmed" && pages > 1 && (
        <>
          <select
            className="select print-from"
            aria-label={`${name}: ${t("print.resumeFrom")}`}
            value={page}
            onChange={(event) => setFrom(Number(event.target.value))}
          >
            {Array.from({ length: pages - 1 }, (_, i) => i + 2).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
          <Button size="small" disabled={busy} onClick={() => void resume(job.id, page)}>
            {t("print.resume", { n: page })}
          </Button>
        </>
      )}
    </span>
  );
}
