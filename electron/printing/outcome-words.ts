import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { TROUBLE_WORDS, type PrinterTrouble } from "#shared/contract/printer-trouble.ts";

/** Longer than any message that helps; a printer may send pages of them. */
const DETAIL = 300;
/** What a printer says is shown and kept: as one line, without controls and marks that turn the text around it. */
const asLine = (detail: string): string =>
  detail
    .slice(0, DETAIL)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();

/** A trouble in words, with what the printer itself said of it. */
export function troubleText(trouble: PrinterTrouble, detail: string | null = null): Bilingual {
  const { what } = TROUBLE_WORDS[trouble];
  const line = asLine(detail ?? "");
  return line === "" ? what : bilingual(`${what.zh}（${line}）`, `${what.en} (${line})`);
}

/** Why a person is asked after a stop of the program. */
export const STOPPED_IN_PRINT = bilingual(
  "打印中途程序中断，请确认是否出纸",
  "The program stopped in mid-print; say whether paper came",
);
