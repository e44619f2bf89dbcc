import type { Application } from "#shared/application.ts";
import { useText } from "#renderer/strings/text.ts";
import { PrintList } from "./PrintList.tsx";
import { noticeSheets, sheetsOf } from "./sheets.ts";

/** Each document of an application with preview, print, what is known about its paper, and the question whether it came. */
export function PrintPanel({ application }: { application: Application }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="print-title">
      <h2 id="print-title" className="card-title">
        {t("print.title")}
      </h2>
      <PrintList
        subject={{ of: "application", id: application.id }}
        sheetsOf={(jobs) => [...sheetsOf(application), ...noticeSheets(jobs)]}
      />
    </section>
  );
}
