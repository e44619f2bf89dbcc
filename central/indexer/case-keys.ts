import { z } from "zod";
import { caseTexts } from "#shared/case/duplicate.ts";
import { sha256Hex } from "#central/lib/secrets.ts";

/** The ids under which forms hold who asks and where; a test holds every shipped profile to them. */
export const CASE_FIELDS = { applicant: "applicant", site: "site", creditCode: "creditCode" } as const;

const Id = z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/);

/** What of an accepted application's record the centre reads; anything else in it is the hall's own. */
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

/** An accepted application as the centre knows it again: by hashes of its normalised applicant and address, never by their words. */
export type ReadIntake = {
  acceptanceNumber: string;
  acceptedAt: string;
  utilities: string[];
  service: string;
  needsApproval: boolean;
  caseHashes: string[];
};

function textOf(form: Record<string, Record<string, unknown>>, field: string): string | null {
  for (const section of Object.values(form)) {
    const value = section[field];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}

/** Reads an accepted application; null where it is not in the shape that stations send. Without applicant or address it has no case hashes. */
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
