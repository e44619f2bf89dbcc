import { Button } from "antd";
import { useEffect, useState } from "react";
import { followEvents } from "#renderer/host/events.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { PrinterAssignments } from "./PrinterAssignments.tsx";
import { blankEntry, entryOf, type PrinterEntry } from "./printer-entry.ts";
import { PrinterForm } from "./PrinterForm.tsx";
import { PrinterTable } from "./PrinterTable.tsx";
import { useTestStore } from "./PrinterTest.tsx";
import { usePrintersStore } from "./printers-store.ts";
import css from "./printer.module.css";

/** The printers of the hall (打印机): state, settings, and which document goes where. */
export function PrintersPage() {
  const t = useText();
  const { view, problem, read } = usePrintersStore();
  const testProblem = useTestStore((state) => state.problem);
  const [editing, setEditing] = useState<{ entry: PrinterEntry; isNew: boolean } | null>(null);
  useEffect(() => {
    void read();
    return followEvents(
      (event) => {
        if (event.kind === "printer.changed" || event.kind === "print.changed") void read();
      },
      () => void read(),
    );
  }, [read]);
  const kinds = view?.kinds.filter((kind) => kind !== "tray") ?? [];
  const first = kinds[0];
  const shown = problem ?? testProblem;
  return (
    <main className="page page-narrow" data-testid="page">
      <div className={css.head}>
        <h1 className="page-title">{t("printer.title")}</h1>
        {first !== undefined && editing === null && (
          <Button
            type="primary"
            onClick={() => setEditing({ entry: blankEntry(crypto.randomUUID(), first), isNew: true })}
          >
            {t("printer.add")}
          </Button>
        )}
      </div>
      {shown !== null && <ProblemNote problem={shown} onRetry={view === null ? () => void read() : undefined} />}
      {view === null && shown === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
      {view !== null && (
        <>
          <PrinterTable view={view} onEdit={(settings) => setEditing({ entry: entryOf(settings), isNew: false })} />
          <div className={editing === null ? "" : css.columns}>
            {editing !== null && (
              <PrinterForm
                key={editing.entry.id}
                start={editing.entry}
                isNew={editing.isNew}
                kinds={kinds}
                onDone={() => setEditing(null)}
              />
            )}
            <PrinterAssignments view={view} />
          </div>
        </>
      )}
    </main>
  );
}
