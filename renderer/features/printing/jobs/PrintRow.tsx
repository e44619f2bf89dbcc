import { Button } from "antd";
import { useState } from "react";
import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { useDocumentStore } from "#renderer/features/documents/document-store.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import { OlderDocuments, DocumentScans } from "./DocumentScans.tsx";
import { PrintAnswer, PrintAsk } from "./PrintAsk.tsx";
import { PrintStory } from "./PrintStory.tsx";
import { type PrintJobs, type PrintSubject, sourceOf } from "./use-print-jobs.ts";
import type { DocumentRef } from "./printable-documents.ts";
import printCss from "./print.module.css";
import documentScansCss from "./document-scans.module.css";

/** Whether a job waits for a person; one that is on its way to the printer does not yet. */
const isHeld = (job: PrintJobLine): boolean => job.outcome === "queued" && job.pause !== null;

/** The print outcome of a document, its reason and the next step. */
function PrintOutcomeText({ job }: { job: PrintJobLine | undefined }) {
  const t = useText();
  const pick = usePick();
  if (job === undefined) return <span data-testid="print-state">{t("print.none")}</span>;
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
      <span
        className={printCss[`is-${isHeld(job) ? "held" : job.outcome}`]}
        data-testid="print-state"
        data-state={isHeld(job) ? "held" : job.outcome}
      >
        {t(`print.${job.outcome}`)}
      </span>
      <span className="number" data-testid="print-when">
        {facts.join(" · ")}
      </span>
      {job.reason !== null && (
        <span className={printCss.reason}>
          {pick(job.reason)}
          {next !== null && <span className={printCss.next}> {pick(next)}</span>}
        </span>
      )}
    </>
  );
}

type Props = {
  subject: PrintSubject;
  document: DocumentRef;
  jobs: readonly PrintJobLine[];
  prints: PrintJobs;
  profile: Profile | null;
};

const ON_PAPER: readonly PrintJobLine["outcome"][] = ["device-confirmed", "person-confirmed"];

/** One document: preview, print, confirm the paper. Each state offers only what may follow it. */
export function PrintRow({ subject, document: printable, jobs, prints, profile }: Props) {
  const t = useText();
  const pick = usePick();
  const open = useDocumentStore((documents) => documents.open);
  const { print, retry, cancel, release, busy } = prints;
  const [asking, setAsking] = useState<"again" | "cancel" | null>(null);
  const utility = profile?.utilities.find((one) => one.id === printable.utility);
  const name =
    utility === undefined
      ? t(`document.kind.${printable.kind}`)
      : `${t(`document.kind.${printable.kind}`)} · ${pick(utility.label)}`;
  const last = jobs.at(-1);
  const act = (label: string, run: () => void) => (
    <Button aria-label={`${label} ${name}`} disabled={busy} onClick={run}>
      {label}
    </Button>
  );
  const leave = (): void => setAsking(null);
  return (
    <li className={printCss.row} data-testid="print-row">
      <span className={printCss.name} data-testid="print-name">
        {name}
      </span>
      <span className={printCss.outcome}>
        <PrintOutcomeText job={last} />
        {last?.supersededBy != null && (
          <span className={documentScansCss.superseded}>{t("scan.supersededBy", { version: last.supersededBy })}</span>
        )}
        {last !== undefined && (last.outcome === "sent" || last.outcome === "unconfirmed") && (
          <PrintAnswer key={`${last.id} ${last.attempts}`} name={name} job={last} prints={prints} />
        )}
        {last !== undefined && last.attempts > 0 && <PrintStory job={last} />}
        <OlderDocuments jobs={jobs} />
        {subject.of === "application" && <DocumentScans applicationId={subject.id} printable={printable} />}
      </span>
      <span className={printCss.acts}>
        {act(t("print.preview"), () => void open(sourceOf(subject), printable.kind, printable.utility))}
        {last === undefined && act(t("print.print"), () => void print(printable, null))}
        {last?.outcome === "failed" && act(t("print.retry"), () => void retry(last.id))}
        {last !== undefined && isHeld(last) && act(t("print.release"), () => void release(last.id))}
        {last?.outcome === "queued" && act(t("print.cancel"), () => setAsking("cancel"))}
        {last !== undefined &&
          (last.outcome === "sent" || ON_PAPER.includes(last.outcome)) &&
          act(t("print.again"), () => setAsking("again"))}
      </span>
      {asking === "again" && last !== undefined && (
        <PrintAsk
          name={name}
          label={t("print.againWhy")}
          needed={ON_PAPER.includes(last.outcome) ? t("print.againWhyNeeded") : null}
          confirm={t("print.confirmAgain")}
          onLeave={leave}
          onAnswer={(why) => {
            leave();
            void print(printable, why === "" ? null : why);
          }}
        />
      )}
      {asking === "cancel" && last?.outcome === "queued" && (
        <PrintAsk
          name={name}
          label={t("print.cancelWhy")}
          needed={t("print.cancelWhyNeeded")}
          confirm={t("print.confirmCancel")}
          onLeave={leave}
          onAnswer={(why) => {
            leave();
            void cancel(last.id, why);
          }}
        />
      )}
    </li>
  );
}
