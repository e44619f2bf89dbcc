import { Button } from "antd";
import { useState } from "react";
import { useCall } from "#renderer/host/query.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { PrinterAssignments } from "./PrinterAssignments.tsx";
import { blankEntry, entryOf, type PrinterEntry } from "./printer-entry.ts";
import { PrinterForm } from "./PrinterForm.tsx";
import { PrinterTable } from "./PrinterTable.tsx";
import { useTestStore } from "./PrinterTest.tsx";
import { usePrinterAct } from "./use-printer-act.ts";
import css from "./printer.module.css";

/** The printers of the hall (打印机): state, settings, and which document goes where. */
export function PrintersPage() {
  const t = useText();
  const printers = useCall("printer.list", {});
  const acting = usePrinterAct();
  const view = printers.data;
  const testProblem = useTestStore((state) => state.problem);
  const [editing, setEditing] = useState<{ entry: PrinterEntry; isNew: boolean } | null>(null);
  const kinds = view?.kinds.filter((kind) => kind !== "tray") ?? [];
  const first = kinds[0];
  const shown = acting.problem ?? testProblem;
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
      {shown !== null && <ProblemNote problem={shown} />}
      <ReadNote read={printers} />
      {view === null && printers.problem === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
      {view !== null && (
        <>
          <PrinterTable
            view={view}
            acting={acting}
            onEdit={(settings) => setEditing({ entry: entryOf(settings), isNew: false })}
          />
          <div className={editing === null ? "" : css.columns}>
            {editing !== null && (
              <PrinterForm
                key={editing.entry.id}
                start={editing.entry}
                isNew={editing.isNew}
                acting={acting}
                kinds={kinds}
                onDone={() => setEditing(null)}
              />
            )}
            <PrinterAssignments view={view} acting={acting} />
          </div>
        </>
      )}
    </main>
  );
}
