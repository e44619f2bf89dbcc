import { z } from "zod";

/** A text that a person reads: Chinese first, English beside it. */
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

/** Makes a bilingual text; both languages are always given. */
export const bilingual = (zh: string, en: string): Bilingual => ({ zh, en });

/** A number with its English noun: `1 record`, `2 records`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
