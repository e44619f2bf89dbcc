import { say, type Bilingual } from "../../shared/bilingual.ts";
import { TROUBLE_WORDS, type PrinterTrouble } from "../../shared/printer-trouble.ts";

/** A trouble in words, with what the printer itself said of it. */
export function troubleText(trouble: PrinterTrouble, detail: string | null = null): Bilingual {
  const { what } = TROUBLE_WORDS[trouble];
  return detail === null || detail === "" ? what : say(`${what.zh}（${detail}）`, `${what.en} (${detail})`);
}

/** Why a person is asked after a stop of the program. */
export const STOPPED_IN_PRINT = say("打印中途程序中断，请确认是否出纸", "The program stopped in mid-print; say whether paper came");
