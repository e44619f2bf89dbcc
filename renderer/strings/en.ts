import { answers } from "./en/answers.ts";
import { caseTexts } from "./en/case.ts";
import { counter } from "./en/counter.ts";
import { duplicate } from "./en/duplicate.ts";
import { jointCheck } from "./en/joint-check.ts";
import { materials } from "./en/materials.ts";
import { kiosk } from "./en/kiosk.ts";
import { scan } from "./en/scan.ts";
import { search } from "./en/search.ts";
import { shell } from "./en/shell.ts";
import { supervisor } from "./en/supervisor.ts";
import type { TextKey } from "./zh.ts";

/** Every text of the page in English; the compiler says which one is missing. */
export const en: Record<TextKey, string> = { ...shell, ...counter, ...caseTexts, ...kiosk, ...supervisor, ...answers, ...jointCheck, ...duplicate, ...scan, ...search, ...materials };
