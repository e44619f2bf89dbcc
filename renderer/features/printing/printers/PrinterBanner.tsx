import { PRINTER_STATE_WORDS } from "#shared/contract/printer-text.ts";
import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { PrinterTest } from "./PrinterTest.tsx";
import css from "./printer.module.css";

/** Names printers that need help or were not tested today; renders nothing if all is well. */
export function PrinterBanner() {
  const t = useText();
  const pick = usePick();
  const { data: view, problem } = useCall("printer.status", {});
  // A failed read shows no banner; each document's row still shows its outcome.
  if (view === null || problem !== null) return null;
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
