import { z } from "zod";
import { CASE_STATUSES } from "#shared/case/case-status.ts";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { ROUTES } from "#shared/profile/routing-rules.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { AttachmentLink, AttachmentNotice } from "./attachments.ts";
import { ProgressStep } from "./feed.ts";
import { ReceiptNumber } from "./push.ts";
import { MAX_KEYS } from "./sync-status.ts";

/** How many rows a page of an agency's lists holds, unless it asks for another number. */
export const AGENCY_PAGE = 20;
/** How many rows an agency may ask for at once. */
export const MAX_AGENCY_PAGE = 100;

const Words = z.string().max(2000).default("");
const ShortWords = z.string().trim().min(1).max(100);
const ofCase = { applicationId: z.uuid(), on: LocalDate, text: Words };

/**
 * What a utility or a department says about an application; utilities tell survey dates and progress, departments opinions.
 * An opinion lies between acceptance and today; so does progress, whose steps go forward only, and `stopped` gives a reason
 * as text. A survey lies between acceptance and a year from now; a newer one takes the place of the one before.
 */
export const AgencyReport = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("opinion.given"),
    ...ofCase,
    agrees: z.boolean(),
    /** Who signed it, and the number of the agency's own document. */
    signedBy: ShortWords.optional(),
    documentNumber: ShortWords.optional(),
    /** Under what conditions the agency agrees. */
    conditions: z.string().trim().min(1).max(1000).optional(),
    /** The key of the agency's last opinion on the case; needed where there is one. */
    replaces: z.uuid().optional(),
  }),
  z.strictObject({ kind: z.literal("survey.dated"), ...ofCase }),
  z.strictObject({ kind: z.literal("progress.reported"), ...ofCase, step: ProgressStep }),
]);
export type AgencyReport = z.infer<typeof AgencyReport>;

/** The proof that a report is held; the same key and content again get the same. */
export const AgencyReceipt = z.strictObject({
  key: z.uuid(),
  receipt: z.string().min(8),
  receivedAt: z.string(),
  duplicate: z.boolean(),
});
export type AgencyReceipt = z.infer<typeof AgencyReceipt>;

/** The route (办理方式) of one outside line. */
export const AgencyRoute = z.strictObject({
  utility: z.string(),
  route: z.enum(ROUTES),
  /** Whether it needs the commitment letter. */
  letter: z.boolean(),
  reasons: z.array(z.strictObject({ text: Bilingual, clause: z.string() })),
});

/** A deadline (时限) that runs, and when it is due. */
export const AgencyDeadline = z.strictObject({ deadline: z.string(), label: Bilingual, dueAt: z.iso.datetime() });

/** An application as it stands now, as far as it concerns an agency. */
export const AgencyApplication = z.strictObject({
  applicationId: z.uuid(),
  acceptanceNumber: z.string(),
  hall: z.string(),
  window: z.string(),
  acceptedAt: z.string(),
  /** Grows with each change. An application that is listed again replaces what was read of it before. */
  version: z.int().positive(),
  status: z.enum(CASE_STATUSES),
  /** How the case ended; then no report on it is taken. Null while it runs. */
  over: z.enum(["refused", "withdrawn", "closed"]).nullable(),
  utilities: z.array(z.string()),
  /** The service, if it is no new connection, such as a change of name; null for a connection. */
  service: z.string().nullable(),
  /** Through which channel it came, such as `counter` or `online`; null where the record does not say. */
  channel: z.string().nullable(),
  /** The rules (地方规则) under which it was accepted. */
  profile: z.strictObject({ id: z.string(), version: z.int().positive().nullable() }).nullable(),
  /** The route of each outside line, with what decided it; a utility sees its own. */
  routes: z.array(AgencyRoute),
  /** Due instants as the hall computes them. */
  deadlines: z.array(AgencyDeadline),
  /** Whom to ask at the hall (责任人). */
  caseOwner: z.strictObject({ name: z.string(), phone: z.string().nullable(), organisation: z.string() }).nullable(),
  /** With every correction, as far as it concerns the caller: the head of the form, and its own part. */
  form: z.record(z.string(), z.unknown()),
  /** As last surveyed; until then as declared. */
  outsideLines: z.array(z.unknown()),
});
export type AgencyApplication = z.infer<typeof AgencyApplication>;

/**
 * Applications of a utility, or for a department those that ever needed a joint approval. They come in the order of
 * their last change: each one that changes (corrected, surveyed, another route, ended) is listed again after the cursor.
 */
export const AgencyPage = z.strictObject({
  epoch: z.uuid(),
  applications: z.array(AgencyApplication).max(MAX_AGENCY_PAGE),
  cursor: z.string(),
  more: z.boolean(),
});
export type AgencyPage = z.infer<typeof AgencyPage>;

/** A file of an application, as an agency may read it. */
export const AgencyDocument = z.strictObject({
  hash: AttachmentLink.shape.hash,
  /** An ordinary file, or the scan of a signed document, which `sheet` names. */
  kind: AttachmentNotice.shape.kind.extract(["file", "sheet"]),
  mime: AttachmentNotice.shape.mime,
  sheet: AttachmentNotice.shape.sheet,
  /** In bytes; null until the station has sent all of it. */
  size: z.int().positive().nullable(),
  announcedAt: z.iso.datetime(),
});
export type AgencyDocument = z.infer<typeof AgencyDocument>;

/** The files of an application that an agency may read, in the order in which they were announced. */
export const AgencyDocuments = z.strictObject({ applicationId: z.uuid(), documents: z.array(AgencyDocument) });
export type AgencyDocuments = z.infer<typeof AgencyDocuments>;

/** An agency's own reports, in the order in which they were stored. */
export const AgencyReports = z.strictObject({
  epoch: z.uuid(),
  reports: z
    .array(z.strictObject({ key: z.uuid(), receipt: ReceiptNumber, receivedAt: z.string(), report: AgencyReport }))
    .max(MAX_AGENCY_PAGE),
  cursor: z.string(),
  more: z.boolean(),
});
export type AgencyReports = z.infer<typeof AgencyReports>;

/**
 * Asks which acknowledged reports the centre still holds. After a restore, which begins a new epoch, the others are gone
 * and must be reported again under their keys.
 */
export const AcceptedReportsRequest = z.strictObject({ keys: z.array(z.uuid()).min(1).max(MAX_KEYS) });
export type AcceptedReportsRequest = z.infer<typeof AcceptedReportsRequest>;

/** Those of the keys under which the centre holds a report of the caller. */
export const AcceptedReports = z.strictObject({
  epoch: z.uuid(),
  held: z.array(z.strictObject({ key: z.uuid(), receipt: ReceiptNumber, receivedAt: z.string() })).max(MAX_KEYS),
});
export type AcceptedReports = z.infer<typeof AcceptedReports>;
