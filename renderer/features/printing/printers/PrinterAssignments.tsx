import { useId } from "react";
import { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrinterView } from "#shared/contract/printers.ts";
import { canTake, languageOf, TRAY_ID } from "#shared/contract/printer-settings.ts";
import { PRINTER_KIND_WORDS } from "#shared/contract/printer-text.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import type { PrinterActing } from "./use-printer-act.ts";
import css from "./printer.module.css";

/** Which printer, and which of its trays, each kind of document of this station goes to. */
export function PrinterAssignments({ view, acting: { busy, change } }: { view: PrinterView; acting: PrinterActing }) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  return (
    <section className="side-card" data-testid="side-card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="card-title">
        {t("printer.assignments")}
      </h2>
      <ul className={css.assignments}>
        {DocumentKind.options.map((kind) => {
          const chosen = view.assignments.find((assignment) => assignment.kind === kind);
          const able = view.printers.filter(({ settings }) => canTake(settings, kind));
          const printerId = chosen?.printerId ?? TRAY_ID;
          const settings = able.find((printer) => printer.id === printerId)?.settings;
          const hasTrays = settings !== undefined && languageOf(settings) === "pdf";
          return (
            <li key={kind}>
              <label htmlFor={`${id}-${kind}`}>{t(`document.kind.${kind}`)}</label>
              <select
                id={`${id}-${kind}`}
                className="select"
                disabled={busy}
                value={printerId}
                onChange={(event) => void change("printer.assign", { kind, printerId: event.target.value, tray: null })}
              >
                {able.map((printer) => (
                  <option key={printer.id} value={printer.id}>
                    {printer.id === TRAY_ID ? pick(PRINTER_KIND_WORDS.tray) : printer.name}
                  </option>
                ))}
              </select>
              <input
                key={`${printerId} ${chosen?.tray ?? ""}`}
                className="input"
                aria-label={`${t(`document.kind.${kind}`)}: ${t("printer.paperTray")}`}
                placeholder={t("printer.paperTray")}
                maxLength={60}
                autoComplete="off"
                disabled={busy || !hasTrays}
                defaultValue={chosen?.tray ?? ""}
                onBlur={(event) => {
                  const tray = event.target.value.trim();
                  if (tray !== (chosen?.tray ?? ""))
                    void change("printer.assign", { kind, printerId, tray: tray === "" ? null : tray });
                }}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
