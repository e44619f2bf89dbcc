import { Button } from "antd";
import { useEffect } from "react";
import type { Application } from "../../../shared/application.ts";
import { onNews } from "../../shell/news-store.ts";
import { ProblemNote } from "../../shell/ProblemNote.tsx";
import { useText } from "../../strings/text.ts";
import { UnprintableNote } from "../document/UnprintableNote.tsx";
import { PrintRow } from "./PrintRow.tsx";
import { noticeSheets, sheetsOf } from "./sheets.ts";
import { usePrintStore } from "./print-store.ts";
import "./print.css";

/** Each document with preview, print, what is known about its paper, and the question whether it came. */
export function PrintPanel({ application }: { application: Application }) {
  const t = useText();
  const { jobs, problem, held, read, print, dropHeld } = usePrintStore();
  useEffect(() => {
    void read(application.id);
    return onNews(
      (news) => {
        if (news.kind === "print.changed" && news.applicationId === application.id) void read(application.id);
      },
      () => void read(application.id),
    );
  }, [application.id, read]);
  return (
    <section className="card" aria-labelledby="print-title">
      <h2 id="print-title" className="card-title">{t("print.title")}</h2>
      {problem !== null && <ProblemNote problem={problem} />}
      {held !== null && (
        <div className="print-unprintable">
          <UnprintableNote unprintable={held.unprintable} />
          <Button onClick={() => void print(held.sheet, held.why, true)}>{t("print.printAnyway")}</Button>
          <Button onClick={dropHeld}>{t("common.cancel")}</Button>
        </div>
      )}
      <ul className="print-rows">
        {[...sheetsOf(application), ...noticeSheets(jobs)].map((sheet) => (
          <PrintRow key={`${sheet.kind} ${sheet.utility ?? ""}`} application={application} sheet={sheet} jobs={jobs.filter((job) => job.kind === sheet.kind && job.utility === sheet.utility)} />
        ))}
      </ul>
    </section>
  );
}
