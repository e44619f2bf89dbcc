import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { TROUBLE_WORDS } from "#shared/printer-trouble.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";

/** What is known of a sheet's paper, why, and what to do about it. */
export function PrintOutcomeText({ job }: { job: PrintJobLine | undefined }) {
  const t = useText();
  const pick = usePick();
  if (job === undefined) return <span className="print-state print-none">{t("print.none")}</span>;
  const facts = [
    t("print.version", { version: job.recordVersion }),
    ...(job.copy > 1 ? [t("print.copy", { n: job.copy })] : []),
    hourText(job.at),
    ...(job.printer === null ? [] : [job.printer]),
    ...(job.confirmedBy === null || job.outcome !== "person-confirmed"
      ? []
      : [t("print.confirmedBy", { by: job.confirmedBy })]),
    ...(job.outcome === "unconfirmed" && job.pagesOut !== null && job.pages !== null && job.pages > 1
      ? [t("print.pagesOut", { n: job.pagesOut, pages: job.pages })]
      : []),
    ...(job.attempts > 1 ? [t("print.attempts", { n: job.attempts })] : []),
    ...(job.nextTryAt === null ? [] : [t("print.nextTry", { time: hourText(job.nextTryAt) })]),
  ];
  const next = job.trouble === null || job.outcome === "failed" ? null : TROUBLE_WORDS[job.trouble].next;
  return (
    <>
      <span className={`print-state print-${job.held === null ? job.outcome : "held"}`}>
        {t(`print.${job.outcome}`)}
      </span>
      <span className="print-when number">{facts.join(" · ")}</span>
      {job.reason !== null && (
        <span className="print-reason">
          {pick(job.reason)}
          {next !== null && <span className="print-next"> {pick(next)}</span>}
        </span>
      )}
    </>
  );
}
