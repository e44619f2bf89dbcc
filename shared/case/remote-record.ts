import { z } from "zod";
import type { ApplicationContent, ContactRow, DutyHolder } from "./application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { CONSENT_WAYS } from "./consent.ts";
import type { Assignment } from "./assignment.ts";
import type { LeadPick } from "./first-contact.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { Channel } from "#shared/profile/profile.ts";
import { ROUTES, type RouteDecision } from "#shared/profile/routing-rules.ts";
import { LocalDate, type Instant, type LocalDate as Day } from "#shared/time/instant.ts";

/*
 * Records as they come from another station, which may be of another release or broken. All that is read of them
 * here is checked for its shape; unknown keys are left in.
 */
const Text = z.string().max(20_000);
const Id = z.string().min(1).max(200);
const At = z.iso.datetime();
const Words = z.looseObject({ zh: Text, en: Text });
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Simple = z.union([
  Text,
  z.number(),
  z.boolean(),
  z.array(Text),
  z.looseObject({ amount: Text, unit: Text.nullable() }),
  z.null(),
]);
const Form = z.record(
  z.string().max(60),
  z.record(z.string().max(60), z.union([Simple, z.array(z.record(z.string().max(60), Simple)).max(200)])),
);

/** Routes as another station decided them. */
export const TravellingRoutes = z
  .array(
    z.looseObject({
      utility: Id,
      route: z.enum(ROUTES),
      lane: Text.nullable(),
      letter: z.boolean(),
      reasons: z
        .array(
          z.looseObject({
            id: Text,
            verdict: z.enum(["met", "not-met", "unknown"]),
            text: Words,
            quote: Text,
            clause: Text,
          }),
        )
        .max(200),
      missing: z.array(z.looseObject({ fact: Text, text: Words, couldOpen: z.enum(ROUTES).nullable() })).max(200),
      assumptions: z.array(z.looseObject({ id: Text, text: Words })).max(200),
      barredBy: z.array(Text).max(200),
    }),
  )
  .max(50);

const Person = z.looseObject({ id: Id, name: Text, phone: Text.nullable(), organisation: Text, standIn: z.boolean() });
const Consent = z.looseObject({
  way: z.enum(CONSENT_WAYS),
  givenAt: At,
  agent: Text,
  relation: Text,
  shown: Text,
  shownHash: Text,
  files: z.array(Text).max(50),
  secrecyAgreed: z.boolean().nullable(),
  entrusted: z.boolean().nullable(),
  insteadOfCheck: z.boolean(),
});
const Outage = z.looseObject({
  paperNumber: Text,
  receivedAt: At,
  receivedBy: Id,
  receivedByName: Text,
  enteredAt: At,
  enteredBy: Id,
  enteredByName: Text,
  reason: Text,
});

const Record = z.looseObject({
  id: z.uuid(),
  acceptanceNumber: z.string().regex(/^[A-Z0-9]{2,8}-\d{4}-\d{6,15}-[A-Z0-9]$/),
  profileHash: Hash,
  profileId: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  profileVersion: z.int().positive(),
  acceptedAt: At,
  acceptedOn: LocalDate,
  content: z.looseObject({
    utilities: z.array(Id).min(1).max(50),
    channel: Channel,
    service: Id.optional(),
    earlier: z.looseObject({ id: Id, acceptanceNumber: Id }).optional(),
    form: Form,
    outsideLines: z.array(OutsideLine.loose()).max(50),
    noOutsideLine: z.array(Id).max(50),
    lead: z.looseObject({ utility: Id.nullable() }).optional(),
    outage: Outage.optional(),
    consent: Consent.optional(),
  }),
  decision: z.looseObject({
    routes: TravellingRoutes,
    dutyHolder: z.looseObject({
      operatorId: Id,
      name: Text,
      phone: Text,
      organisation: Text,
      reason: Words,
      clause: Text,
      otherwise: z.array(Words).max(20).optional(),
    }),
    lead: Words.nullable(),
    leadPick: z
      .looseObject({ utility: Id.nullable(), name: Words, by: z.enum(["window", "clerk", "default"]) })
      .optional(),
    dispatches: z
      .array(z.looseObject({ utility: Id, at: At, referral: z.boolean(), specialist: Person.nullable() }))
      .max(50)
      .optional(),
    warnings: z.array(z.looseObject({ path: Text, message: Words })).max(200),
  }),
  contacts: z
    .array(
      z.looseObject({
        seq: z.int().positive(),
        operatorId: Id,
        operatorName: Text,
        organisation: Text,
        channel: Channel,
        at: At,
      }),
    )
    .min(1)
    .max(200),
});

/** An accepted application as it travels to the other stations of its hall. */
export type TravellingRecord = {
  id: string;
  acceptanceNumber: string;
  profileHash: string;
  profileId: string;
  profileVersion: number;
  acceptedAt: Instant;
  acceptedOn: Day;
  content: ApplicationContent;
  decision: {
    routes: RouteDecision[];
    dutyHolder: DutyHolder;
    lead: Bilingual | null;
    leadPick?: LeadPick;
    warnings: { path: string; message: Bilingual }[];
    dispatches?: Assignment[];
  };
  contacts: ContactRow[];
};

/** Reads an accepted application from another station; null if it is none. */
export const readTravellingRecord = (payload: unknown): TravellingRecord | null =>
  Record.safeParse(payload).success ? (payload as TravellingRecord) : null;
