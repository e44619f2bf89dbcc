import { Button } from "antd";
import { useEffect } from "react";
import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { onNews } from "#renderer/shell/news-store.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { UnprintableNote } from "#renderer/features/document/UnprintableNote.tsx";
import { PrintRow } from "./PrintRow.tsx";
import { usePrintStore } from "./print-store.ts";
import type { PrintSubject } from "./print-subject.ts";
import type { Sheet } from "./sheets.ts";
import "./print.css";

type Props = { subject: PrintSubject; sheetsOf: (jobs: readonly PrintJobLine[]) => Sheet[] };

/** The papers of an application or of a visit without one, kept up to date: each with preview, print, and all that may be done about its paper. */
export function PrintList({ subject: { of, id }, sheetsOf }: Props) {
  const t = useText();
  const { jobs, problem, held, read, print, dropHeld } = usePrintStore();
  useEffect(() => {
    const again = (): void => void read({ of, id });
    again();
    return onNews((news) => {
      if (news.kind === "print.changed" && news.applicationId === id) again();
    }, again);
  }, [of, id, read]);
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      {held !== null && (
        <div className="print-unprintable">
          <UnprintableNote unprintable={held.unprintable} />
          <Button onClick={() => void print(held.sheet, held.why, true)}>{t("print.printAnyway")}</Button>
          <Button onClick={dropHeld}>{t("common.cancel")}</Button>
        </div>
      )}
      <ul className="print-rows">
        {sheetsOf(jobs).map((sheet) => (
          <PrintRow
            key={`${sheet.kind} ${sheet.utility ?? ""}`}
            subject={{ of, id }}
            sheet={sheet}
            jobs={jobs.filter((job) => job.kind === sheet.kind && job.utility === sheet.utility)}
          />
        ))}
      </ul>
    </>
  );
}
