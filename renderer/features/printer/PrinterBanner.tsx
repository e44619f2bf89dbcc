import { useEffect } from "react";
import { TROUBLE_WORDS } from "#shared/printer-trouble.ts";
import { PRINTER_STATE_WORDS } from "#shared/printer-words.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { PrinterTest } from "./PrinterTest.tsx";
import { followPrinters, usePrinterStatus } from "./printer-status-store.ts";
import "./printer.css";

/** Says at the counter which printer needs a hand and what to do, and which was not yet tested today; nothing where all is well. */
export function PrinterBanner() {
  const t = useText();
  const pick = usePick();
  const view = usePrinterStatus((state) => state.view);
  useEffect(followPrinters, []);
  if (view === null) return null;
  const ailing = view.printers.filter(
    ({ state }) => state !== null && (state.state === "stopped" || state.state === "attention"),
  );
  const untested = view.printers.filter(({ id }) =>
    view.readiness.some((line) => line.printerId === id && line.standing !== "confirmed"),
  );
  if (ailing.length === 0 && untested.length === 0) return null;
  return (
    <section className="printer-banner" aria-label={t("printer.banner")}>
      {ailing.map((printer) => (
        <output key={printer.id}>
          <strong>! {printer.name}</strong>{" "}
          {printer.state?.troubles.length === 0 && pick(PRINTER_STATE_WORDS[printer.state.state])}
          {printer.state?.troubles
            .map((trouble) => `${pick(TROUBLE_WORDS[trouble].what)} ${pick(TROUBLE_WORDS[trouble].next)}`)
            .join(" ")}
          {printer.waiting > 0 && ` ${t("printer.waitingCount", { n: printer.waiting })}`}
        </output>
      ))}
      {untested.map((printer) => (
        <span key={printer.id} className="printer-buttons">
          <strong>{printer.name}</strong>
          <PrinterTest printer={printer} />
        </span>
      ))}
    </section>
  );
}
