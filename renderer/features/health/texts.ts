import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of a system clock in doubt. */
export const healthTexts = {
  "systemClock.title": { zh: "时钟待核", en: "System clock in doubt" },
  "systemClock.confirm": { zh: "已核对，时间正确", en: "Checked: the time is right" },
} as const satisfies Record<string, Bilingual>;
