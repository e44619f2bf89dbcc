import { z } from "zod";
import type { Application, ApplicationContent, DutyHolder, OutageEntry } from "#shared/case/application.ts";
import type { Assignment } from "#shared/case/assignment.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { CASE_STATUSES } from "#shared/case/case-status.ts";
import { CONSENT_WAYS, type Consent } from "#shared/case/consent.ts";
import type { LeadPick } from "#shared/case/first-contact.ts";
import type { FieldValue, FormValues, ListRow, SimpleValue } from "#shared/profile/form.ts";
import { Medium, type Material } from "#shared/profile/materials.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { Channel } from "#shared/profile/profile.ts";
import { ROUTES, type RouteDecision } from "#shared/profile/routing-rules.ts";
import { StoredWords } from "./stored-reason.ts";

/*
 * The shapes of what a case keeps as JSON. They set no lengths: another limit must not hide a record.
 * Keys that this release does not know stay, as another station may run a newer one.
 */
const text = z.string();
const texts = z.array(z.string());
const missing = <T extends z.ZodType>(schema: T) => z.exactOptional(schema);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isSimple = (value: unknown): value is SimpleValue =>
  value === null ||
  isText(value) ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  (Array.isArray(value) && value.every(isText)) ||
  (isObject(value) && isText(value["amount"]) && (value["unit"] === null || isText(value["unit"])));
const isRow = (value: unknown): value is ListRow => isObject(value) && Object.values(value).every(isSimple);
const isFieldValue = (value: unknown): value is FieldValue =>
  isSimple(value) || (Array.isArray(value) && value.every(isRow));
const isSection = (value: unknown): boolean => isObject(value) && Object.values(value).every(isFieldValue);

/** Checked by hand: every list reads a form for each of its lines, and records of unions are slow to parse. */
const Form = z.custom<FormValues>((value) => isObject(value) && Object.values(value).every(isSection));

const StoredConsent: z.ZodType<Consent> = z.looseObject({
  way: z.enum(CONSENT_WAYS),
  givenAt: text,
  agent: text,
  relation: text,
  shown: text,
  shownHash: text,
  files: texts,
  secrecyAgreed: z.boolean().nullable(),
  entrusted: z.boolean().nullable(),
  insteadOfCheck: z.boolean(),
});
const StoredOutage: z.ZodType<OutageEntry> = z.looseObject({
  paperNumber: text,
  receivedAt: text,
  receivedBy: text,
  receivedByName: text,
  enteredAt: text,
  enteredBy: text,
  enteredByName: text,
  reason: text,
});

/** What an applicant asks for, as it is stored. */
export const StoredContent: z.ZodType<ApplicationContent> = z.looseObject({
  utilities: texts,
  channel: Channel,
  service: missing(text),
  earlier: missing(z.looseObject({ id: text, acceptanceNumber: text })),
  form: Form,
  outsideLines: z.array(OutsideLine.loose()),
  noOutsideLine: texts,
  lead: missing(z.looseObject({ utility: text.nullable() })),
  outage: missing(StoredOutage),
  consent: missing(StoredConsent),
});

/** The form in the record of an intake; other keys are ignored. */
export const StoredIntakeForm = z.looseObject({ content: z.looseObject({ form: Form }) });

const StoredRoute: z.ZodType<RouteDecision> = z.looseObject({
  utility: text,
  route: z.enum(ROUTES),
  lane: text.nullable(),
  letter: z.boolean(),
  reasons: z.array(
    z.looseObject({
      id: text,
      verdict: z.enum(["met", "not-met", "unknown"]),
      text: StoredWords,
      quote: text,
      clause: text,
    }),
  ),
  missing: z.array(z.looseObject({ fact: text, text: StoredWords, couldOpen: z.enum(ROUTES).nullable() })),
  assumptions: z.array(z.looseObject({ id: text, text: StoredWords })),
  barredBy: texts,
});
const StoredDutyHolder: z.ZodType<DutyHolder> = z.looseObject({
  operatorId: text,
  name: text,
  phone: text,
  organisation: text,
  reason: StoredWords,
  clause: text,
  otherwise: missing(z.array(StoredWords)),
});
const StoredLeadPick: z.ZodType<LeadPick> = z.looseObject({
  utility: text.nullable(),
  name: StoredWords,
  by: z.enum(["window", "default", "clerk"]),
});
const StoredAssignment: z.ZodType<Assignment> = z.looseObject({
  utility: text,
  at: text,
  referral: z.boolean(),
  specialist: z
    .looseObject({ id: text, name: text, phone: text.nullable(), organisation: text, standIn: z.boolean() })
    .nullable(),
});

/** What was decided at intake; it never changes. */
export type Decision = Pick<Application, "routes" | "dutyHolder" | "lead" | "leadPick" | "warnings"> & {
  /** Left out in older records. */
  dispatches?: Assignment[];
};

/** What was decided at intake, as it is stored. */
export const StoredDecision: z.ZodType<Decision> = z.looseObject({
  routes: z.array(StoredRoute),
  dutyHolder: StoredDutyHolder,
  lead: StoredWords.nullable(),
  leadPick: missing(StoredLeadPick),
  warnings: z.array(z.looseObject({ path: text, message: StoredWords })),
  dispatches: missing(z.array(StoredAssignment)),
});

/** The state of a case after one of its acts, as it is stored. */
export const StoredState: z.ZodType<CaseState> = z.looseObject({
  status: z.enum(CASE_STATUSES),
  change: missing(z.literal(true)),
  utilities: texts,
  routes: z.array(StoredRoute),
  facts: z.array(OutsideLine.loose()),
  notices: z.array(z.looseObject({ items: texts, at: text, reasonForAnother: text.nullable() })),
  tolerance: z
    .looseObject({ items: texts, grantedAt: text, dueOn: text, ended: z.enum(["settled", "lapsed"]).nullable() })
    .nullable(),
  surveyOn: text.nullable(),
  letters: z.array(
    z.looseObject({
      utility: text,
      promisor: text,
      signedOn: text,
      voided: z.looseObject({ at: text, why: text }).nullable(),
    }),
  ),
  appliedUtilities: texts,
  grantedUtilities: missing(texts),
  opinions: z.array(z.looseObject({ signer: text, agrees: z.boolean(), text, signedOn: text, reason: missing(text) })),
  notInvolved: missing(texts),
  connected: z.array(z.looseObject({ utility: text, on: text })),
  dispatches: missing(
    z.array(z.looseObject({ utility: text, response: z.looseObject({ at: text, by: text }).nullable() })),
  ),
  lead: missing(z.looseObject({ utility: text.nullable(), isLocked: z.boolean() })),
  pauses: z.array(z.looseObject({ from: text, to: text.nullable(), reason: z.literal("supplement") })),
});

/** The register of materials, as it is stored. */
export const StoredMaterials: z.ZodType<Material[]> = z.array(
  z.looseObject({
    id: text,
    name: text,
    copies: z.number(),
    medium: Medium,
    requirement: text,
    copyTaken: z.boolean(),
    files: texts,
    seen: z.looseObject({ at: text, operatorId: text, by: text }).nullable(),
  }),
);
