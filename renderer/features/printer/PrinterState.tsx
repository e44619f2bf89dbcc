import type { PrinterLine } from "#shared/contract/printer-calls.ts";
import { TROUBLE_WORDS } from "#shared/printer-trouble.ts";
import { PRINTER_STATE_WORDS } from "#shared/printer-words.ts";
import { usePick, useText } from "#renderer/strings/text.ts";

const SIGNS = { ready: "✓", attention: "!", stopped: "✕", unknown: "–" } as const;

/** How a printer is, in words: what keeps it from printing and what to do about it. */
export function PrinterState({ printer }: { printer: PrinterLine }) {
  const t = useText();
  const pick = usePick();
  const { state } = printer;
  if (state === null) return <span className="day-soft">{t("printer.notAsked")}</span>;
  return (
    <span className={`printer-state printer-${state.state}`}>
      <strong>
        <span aria-hidden="true">{SIGNS[state.state]} </span>
        {pick(PRINTER_STATE_WORDS[state.state])}
      </strong>
      {state.troubles.map((trouble) => (
        <span key={trouble} className="printer-trouble">
          {pick(TROUBLE_WORDS[trouble].what)} <span className="day-soft">{pick(TROUBLE_WORDS[trouble].next)}</span>
        </span>
      ))}
    </span>
  );
}
