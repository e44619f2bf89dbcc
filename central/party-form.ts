import { z } from "zod";

const Record = z.object({
  content: z.object({
    utilities: z.array(z.string()),
    form: z.record(z.string(), z.unknown()),
    outsideLines: z.array(z.looseObject({ utility: z.string() })).catch([]),
  }),
});

/** What of an accepted record an office is shown: a utility its own part and the parts of no utility, a department the parts of no utility and every outside line. */
export function partOfRecord(
  payload: string,
  utility: string | null,
): { utilities: string[]; form: { [section: string]: unknown }; outsideLines: unknown[] } {
  const { utilities, form, outsideLines } = Record.parse(JSON.parse(payload)).content;
  // A section that belongs to a utility bears its name in every form; another utility's part is none of the caller's business.
  const own = Object.entries(form).filter(([section]) => section === utility || !utilities.includes(section));
  return {
    utilities,
    form: Object.fromEntries(own),
    outsideLines: outsideLines.filter((line) => utility === null || line.utility === utility),
  };
}
