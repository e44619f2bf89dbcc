import { Button } from "antd";
import type { Application } from "#shared/case/application.ts";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { UnprintableNote } from "#renderer/features/documents/UnprintableNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { PrintRow } from "./PrintRow.tsx";
import { type PrintSubject, usePrintJobs } from "./use-print-jobs.ts";
import { noticeDocuments, type DocumentRef, documentsOf } from "./printable-documents.ts";
import css from "./print.module.css";

type Props = {
  subject: PrintSubject;
  documentsOf: (jobs: readonly PrintJobLine[]) => DocumentRef[];
  /** The rules that name the utilities, for documents of one utility. */ profile?: Profile | null;
};

/** The documents of an application or a reception, kept fresh: preview, print and all print outcomes. */
export function PrintList({ subject: { of, id }, documentsOf, profile = null }: Props) {
  const t = useText();
  const prints = usePrintJobs({ of, id });
  const { problem, pending, print, dropPending } = prints;
  const jobs = prints.read.data;
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={prints.read} />
      {pending !== null && (
        <div className={css.unprintable}>
          <UnprintableNote unprintable={pending.unprintable} />
          <Button onClick={() => void print(pending.document, pending.why, true)}>{t("print.printAnyway")}</Button>
          <Button onClick={dropPending}>{t("common.cancel")}</Button>
        </div>
      )}
      {jobs === null && prints.read.problem === null && <p className="soft-line">{t("common.loading")}</p>}
      {/* Without its jobs a document is not called unprinted: it would be printed twice. */}
      {jobs !== null && (
        <ul>
          {documentsOf(jobs).map((printable) => (
            <PrintRow
              key={`${printable.kind} ${printable.utility ?? ""}`}
              subject={{ of, id }}
              document={printable}
              profile={profile}
              prints={prints}
              jobs={jobs.filter((job) => job.kind === printable.kind && job.utility === printable.utility)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** Each document of an application with preview, print, its outcome and the question whether paper came. */
export function PrintPanel({ application, profile }: { application: Application; profile: Profile | null }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="print-title">
      <h2 id="print-title" className="card-title">
        {t("print.title")}
      </h2>
      <PrintList
        subject={{ of: "application", id: application.id }}
        profile={profile}
        documentsOf={(jobs) => [...documentsOf(application), ...noticeDocuments(jobs)]}
      />
    </section>
  );
}
