import { Button } from "antd";
import { type PrinterSettings, TRAY_ID } from "#shared/contract/printer-settings.ts";
import { PRINTER_KIND_WORDS, PRINTER_STATE_WORDS } from "#shared/contract/printer-text.ts";
import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import type { PrinterLine, PrinterView } from "#shared/contract/printers.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { PrinterTest } from "./PrinterTest.tsx";
import type { PrinterActing } from "./use-printer-act.ts";
import css from "./printer.module.css";

const SIGNS = { ready: "✓", attention: "!", stopped: "✕", unknown: "–" } as const;

/** The state of a printer: what keeps it from printing and what to do. */
function PrinterState({ printer }: { printer: PrinterLine }) {
  const t = useText();
  const pick = usePick();
  const { state } = printer;
  if (state === null) return <span className="soft-line">{t("printer.notAsked")}</span>;
  return (
    <span className={`${css.state} ${css[`is-${state.state}`]}`}>
      <strong>
        <span aria-hidden="true">{SIGNS[state.state]} </span>
        {pick(PRINTER_STATE_WORDS[state.state])}
      </strong>
      {state.troubles.map((trouble) => (
        <span key={trouble} className={css.trouble}>
          {pick(TROUBLE_WORDS[trouble].what)} <span className="soft-line">{pick(TROUBLE_WORDS[trouble].next)}</span>
        </span>
      ))}
    </span>
  );
}

type Props = { view: PrinterView; acting: PrinterActing; onEdit: (printer: PrinterSettings) => void };

/** Every printer: settings, state, today's test and the possible actions. */
export function PrinterTable({ view, acting: { busy, change }, onEdit }: Props) {
  const t = useText();
  const pick = usePick();
  const columns = ["printer.name", "printer.state", "printer.waiting", "printer.testToday", "printer.acts"] as const;
  return (
    <table className={`data-table ${css.table}`} data-testid="printer-table">
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
              <span className="soft-line">
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
                <span className={css.buttons}>
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
                    onClick={() => void change("printer.retire", { id: printer.id })}
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
