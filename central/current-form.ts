import { z } from "zod";
import { readIntake, type ReadIntake } from "./case-keys.ts";

/** One telling of an application: what was accepted, or a correction of it. */
export type CaseEntry = { kind: string; payload: string };

/** What of a correction (更正) changes a form. */
const Correction = z.object({
  act: z.object({ changes: z.array(z.object({ section: z.string(), field: z.string(), value: z.string() })).max(100) }),
});
const Accepted = z.looseObject({
  content: z.looseObject({ form: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/**
 * Reads an application as it stands now: the last acceptance among its entries, in their order, with every later correction in it; a blank value
 * takes a field away. Null where nothing accepted is among them yet, as after a restore that brought a correction first.
 */
export function readCurrent(entries: readonly CaseEntry[]): ReadIntake | null {
  const from = entries.findLastIndex(({ kind }) => kind === "application.accepted");
  const accepted = Accepted.safeParse(parse(entries[from]?.payload ?? "")).data;
  if (accepted === undefined) return null;
  const form: Record<string, Record<string, unknown>> = Object.fromEntries(
    Object.entries(accepted.content.form).map(([section, fields]) => [section, { ...fields }]),
  );
  for (const { payload } of entries.slice(from + 1)) {
    for (const { section, field, value } of Correction.safeParse(parse(payload)).data?.act.changes ?? [])
      form[section] = { ...form[section], [field]: value };
  }
  return readIntake({ ...accepted, content: { ...accepted.content, form } });
}
