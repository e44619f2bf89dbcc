import { Button } from "antd";
import type { PrinterView } from "#shared/contract/printer-calls.ts";
import { TRAY_ID, type PrinterSettings } from "#shared/printer.ts";
import { PRINTER_KIND_WORDS } from "#shared/printer-words.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { PrinterState } from "./PrinterState.tsx";
import { PrinterTest } from "./PrinterTest.tsx";
import { usePrintersStore } from "./printers-store.ts";

type Props = { view: PrinterView; onEdit: (printer: PrinterSettings) => void };

/** Every printer: what it is, how it is, its test of today, and what can be done with it. */
export function PrinterTable({ view, onEdit }: Props) {
  const t = useText();
  const pick = usePick();
  const { busy, retire } = usePrintersStore();
  const columns = ["printer.name", "printer.state", "printer.waiting", "printer.testToday", "printer.acts"] as const;
  return (
    <table className="day-table printer-table">
      <caption className="visually-hidden">{t("printer.title")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.printers.map((printer) => (
          <tr key={printer.id}>
            <th scope="row">
              {printer.id === TRAY_ID ? pick(PRINTER_KIND_WORDS.tray) : printer.name}
              <span className="day-soft">
                {printer.id === TRAY_ID
                  ? t("printer.trayNote")
                  : `${pick(PRINTER_KIND_WORDS[printer.kind])} · ${printer.settings.address}`}
              </span>
            </th>
            <td>
              <PrinterState printer={printer} />
            </td>
            <td className="number">{printer.waiting}</td>
            <td>
              <PrinterTest printer={printer} />
            </td>
            <td>
              {printer.id !== TRAY_ID && (
                <span className="printer-buttons">
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={`${t("printer.edit")} ${printer.name}`}
                    onClick={() => onEdit(printer.settings)}
                  >
                    {t("printer.edit")}
                  </Button>
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={`${t("printer.retire")} ${printer.name}`}
                    onClick={() => void retire(printer.id)}
                  >
                    {t("printer.retire")}
                  </Button>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
