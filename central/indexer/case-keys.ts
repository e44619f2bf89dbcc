import { z } from "zod";
import { caseTexts } from "#shared/case/duplicate.ts";
import type { CaseEntry } from "#central/db/corrected-cases.ts";
import type { ReadIntake } from "#central/db/intakes.ts";
import { sha256Hex } from "#central/lib/secrets.ts";

/** The field ids of applicant and site in every form; a test holds every shipped profile to them. */
export const CASE_FIELDS = { applicant: "applicant", site: "site", creditCode: "creditCode" } as const;

const Id = z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/);

/** The parts of an accepted application that the centre reads. */
const AcceptedRecord = z.object({
  acceptanceNumber: z.string().regex(/^[A-Z0-9]{2,8}-\d{4}-\d{6,15}-[A-Z0-9]$/),
  acceptedAt: z.iso.datetime(),
  content: z.object({
    utilities: z.array(Id).min(1).max(50),
    service: Id.optional(),
    form: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
  decision: z.object({ routes: z.array(z.object({ route: z.string() })) }).optional(),
});

function textOf(form: Record<string, Record<string, unknown>>, field: string): string | null {
  for (const section of Object.values(form)) {
    const value = section[field];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}

/** Reads an accepted application; null if its shape is unknown. Without applicant or site it has no case hashes. */
export function readIntake(payload: unknown): ReadIntake | null {
  const read = AcceptedRecord.safeParse(payload);
  if (!read.success) return null;
  const { acceptanceNumber, acceptedAt, content, decision } = read.data;
  const [applicant, site] = [textOf(content.form, CASE_FIELDS.applicant), textOf(content.form, CASE_FIELDS.site)];
  const utilities = [...new Set(content.utilities)];
  const service = content.service ?? "";
  const texts =
    applicant === null || site === null
      ? []
      : caseTexts({
          applicant,
          site,
          creditCode: textOf(content.form, CASE_FIELDS.creditCode),
          utilities,
          service: null,
        });
  return {
    acceptanceNumber,
    acceptedAt,
    utilities,
    service,
    needsApproval: decision?.routes.some(({ route }) => route === "joint-approval") ?? false,
    caseHashes: texts.map(sha256Hex),
  };
}

/** The part of a correction (更正) that changes a form. */
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
 * Reads an application as it is now: its last acceptance with every later correction; a blank value removes a field.
 * Null if no acceptance has arrived yet, as when a correction came first after a restore.
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
