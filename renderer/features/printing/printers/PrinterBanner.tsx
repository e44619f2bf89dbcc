import { useEffect } from "react";
import { create } from "zustand";
import { PRINTER_STATE_WORDS } from "#shared/contract/printer-text.ts";
import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import type { PrinterStatusView } from "#shared/contract/printers.ts";
import { followEvents } from "#renderer/host/events.ts";
import { ask } from "#renderer/host/host.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { PrinterTest } from "./PrinterTest.tsx";
import css from "./printer.module.css";

type StatusState = { view: PrinterStatusView | null; read: () => Promise<void> };

/** The printers of this station as the counter shows them. */
const usePrinterStatus = create<StatusState>()((set) => ({
  view: null,
  read: async () => {
    try {
      set({ view: await ask("printer.status", {}) });
    } catch {
      // A failed read shows no banner; each document's row still shows its outcome.
      set({ view: null });
    }
  },
}));

/** Reads the printers now and on each of their events. Returns a function that stops it. */
function followPrinters(): () => void {
  const { read } = usePrinterStatus.getState();
  void read();
  return followEvents(
    (event) => {
      if (event.kind === "printer.changed") void read();
    },
    () => void read(),
  );
}

/** Names printers that need help or were not tested today; renders nothing if all is well. */
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
    view.readiness.some((line) => line.printerId === id && line.status !== "confirmed"),
  );
  if (ailing.length === 0 && untested.length === 0) return null;
  return (
    <section className={css.banner} data-testid="printer-banner" aria-label={t("printer.banner")}>
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
        <span key={printer.id} className={css.buttons}>
          <strong>{printer.name}</strong>
          <PrinterTest printer={printer} />
        </span>
      ))}
    </section>
  );
}
