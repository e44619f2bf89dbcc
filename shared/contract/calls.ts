import { z } from "zod";
import type { Application, ApplicationLine, DeadlineLine } from "#shared/case/application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { CallbackStatus } from "#shared/case/callback.ts";
import type { ClockTrust } from "#shared/time/system-clock.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { DuplicateDecision } from "#shared/case/duplicate.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { FieldProblem, Problem } from "#shared/lib/problem.ts";
import type { OnBehalfFigures } from "#shared/case/on-behalf-figures.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { ReceptionLine } from "#shared/case/reception.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { LocalDate as LocalDateSchema } from "#shared/time/instant.ts";
import { actCalls } from "./acts.ts";
import { attachmentSendCalls } from "./attachment-sync.ts";
import { attachmentCalls } from "./attachments.ts";
import { call } from "./call.ts";
import { conflictCalls } from "./conflicts.ts";
import { consentCalls } from "./consent.ts";
import { callbackCalls } from "./callbacks.ts";
import { worklistCalls } from "./worklist.ts";
import type { ChainHealth } from "./day-summary.ts";
import { handoverCalls } from "./handover.ts";
import { outageCalls } from "./late-entry.ts";
import { outboxCalls } from "./outbox.ts";
import { printCalls } from "./printing.ts";
import { printerCalls, type ReadinessLine } from "./printers.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";
import { DraftBody } from "#shared/case/draft-body.ts";
import { jointCheckCalls } from "./joint-check.ts";
import { materialCalls } from "./materials.ts";
import { duplicateCalls } from "./duplicates.ts";
import { publicationCalls } from "./publications.ts";
import { receptionCalls } from "./reception.ts";
import { registerCalls } from "./register.ts";
import { rosterCalls } from "./roster.ts";
import { EVERYONE, INTAKE, STAFF, type Role } from "./call.ts";
import { scanCalls } from "./documents.ts";
import { centreMessageCalls } from "./worklist.ts";
import { suspensionCalls } from "./suspension.ts";
import { searchCalls } from "./search.ts";

/** The largest text a call accepts in one field; longer input is refused by name. */
const MAX_TEXT = 20_000;
const ShortText = z.string().min(1).max(200);

/** Whose station this is and who works at it. */
export type SessionView = {
  role: Role;
  operator: { id: string; name: string; organisation: string } | null;
  station: { id: string; name: string; prefix: string };
  hall: { name: Bilingual; profileId: string; training: boolean; demo: boolean };
  /** People who can sign in here; PINs are shown by the demo hall only. */
  operators: { id: string; name: string; role: Role; organisation: string; demoPin: string | null }[];
  now: Instant;
  /** Whether this machine's clock can be relied on (时钟待核). */
  clockTrust: ClockTrust;
  /** What is wrong with the store, told to staff on every page; empty where nothing is known to be. */
  troubles: Problem[];
};

/** One locality of the list from which a hall chooses. */
export type ProfileLine = {
  id: string;
  name: Bilingual;
  documentNumber: string;
  title: string;
  version: number;
  utilities: { id: string; label: Bilingual }[];
  /** Why its file was not taken into use; such a locality can only be named. */ quarantined?: Problem;
};

/** One parked draft of the list: whose, for what, by whom and when it was left. */
export type DraftLine = {
  id: string;
  profileId: string;
  applicant: string;
  utilities: string[];
  savedAt: Instant;
  operator: string;
  /** The newest voucher by which its papers were received (收件凭证), null where none was given. */ received:
    | string
    | null;
};
/** A draft, to go on with it. */
export type Draft = {
  id: string;
  body: DraftBody;
  savedAt: Instant;
  /** To be handed back with the next save, so that nobody writes over a colleague's. */
  version: number;
  /** The colleague who parked it, where it is another than who takes it up. */
  parkedBy: string | null;
};

/** What is wrong with a form as typed, and what is only to be looked at. */
export type IntakeCheck = { problems: FieldProblem[]; warnings: FieldProblem[] };

/** Page or slip as bytes, with the characters that no font can draw. */
export type DocumentView = {
  mime: "application/pdf" | "image/png";
  base64: string;
  fileName: string;
  unprintable: { char: string; codePoint: string; where: string }[];
};

/** The hall's callbacks as they stand now, whenever their applications came in. */
export type CallbackTotals = { open: number; overdue: number; undated: number };

/** One day of the hall as the supervisor sees it. */
export type DaySummaryView = {
  on: LocalDate;
  /** How far the audit was recomputed, and whether it holds. */
  audit: ChainHealth;
  lines: (ApplicationLine & {
    /** Callbacks (回访) of the application; left out where none was called for. */
    callbacks?: { label: Bilingual; status: CallbackStatus; dueOn: LocalDate | null }[];
    deadlines: DeadlineLine[];
    window: string;
    site: string;
    /** Why each outside line takes its route, with the clause; absent where no route was decided. */
    routeBasis?: { utility: string; text: Bilingual; clause: string }[];
    /** The supplement notices given so far: when, how many items, and why there was another; absent where there was none. */
    supplements?: { at: Instant; items: number; reasonForAnother: string | null }[];
  })[];
  /** Visits of the day that got a voucher and no acceptance number: received or refused. */
  receptions: ReceptionLine[];
  /** How the entries on behalf of the day went (响应率、解决率、满意度). */
  onBehalf: OnBehalfFigures;
  /** Whether each printer's test print of the day was confirmed (每日就绪); absent where none is set up. */
  readiness?: ReadinessLine[];
  totals: {
    accepted: number;
    byRoute: Record<string, number>;
    overdue: number;
    dueToday: number;
    unsynced: number;
    callbacks: CallbackTotals;
  };
};

/** An open question of a paper, the reading in force, and who recorded it. */
export type AmbiguityLine = {
  profileId: string;
  id: string;
  question: Bilingual;
  interpretations: { id: string; text: Bilingual }[];
  inForce: string;
  default: string;
  recordedBy: string | null;
  recordedAt: Instant | null;
  quote: string;
  clause: string;
};

const Route = z.strictObject({ profileId: ShortText, outsideLines: z.array(OutsideLine).max(20) });
const Submit = z.strictObject({
  /** The key made when the form was opened, in lower case as the centre names it; sending it twice is harmless. */
  key: z.uuid().toLowerCase(),
  body: DraftBody,
  /** Why it is taken in although one like it is stored; without it a likely duplicate is refused with `duplicate-undecided`. */
  duplicate: DuplicateDecision.nullable().default(null),
  /** The draft's version on this page; a draft changed by another meanwhile is refused. Null where no draft was saved. */
  shownVersion: z.int().positive().nullable().default(null),
});

/** Everything that can be asked of the host; what is not here cannot be asked for. */
export const calls = {
  ...actCalls,
  ...searchCalls,
  ...duplicateCalls,
  ...registerCalls,
  ...jointCheckCalls,
  ...suspensionCalls,
  ...publicationCalls,
  ...worklistCalls,
  ...outageCalls,
  ...outboxCalls,
  ...conflictCalls,
  ...attachmentSendCalls,
  ...handoverCalls,
  ...centreMessageCalls,
  ...printCalls,
  ...printerCalls,
  ...consentCalls,
  ...receptionCalls,
  ...scanCalls,
  ...callbackCalls,
  ...rosterCalls,
  ...attachmentCalls,
  ...materialCalls,
  "session.get": call<SessionView>()(EVERYONE, z.strictObject({})),
  "session.signIn": call<SessionView>()(
    EVERYONE,
    z.strictObject({ operatorId: ShortText, pin: z.string().min(1).max(40) }),
  ),
  "session.signOut": call<SessionView>()(EVERYONE, z.strictObject({})),
  /** Turns this page into a kiosk, or wipes a kiosk's visit; leaving it needs a member of staff to sign in. */
  "session.startKiosk": call<SessionView>()(EVERYONE, z.strictObject({})),
  "profile.list": call<ProfileLine[]>()(EVERYONE, z.strictObject({})),
  "profile.get": call<Profile>()(EVERYONE, z.strictObject({ id: ShortText })),
  /** A clerk may only where the hall is a demo; the service refuses it elsewhere, in words. */
  "hall.setProfile": call<SessionView>()(STAFF, z.strictObject({ profileId: ShortText })),
  /** `shownVersion` is the version this page saved or opened last, null where it never did; a draft changed by another meanwhile is refused as `changed-meanwhile`. */
  "draft.save": call<{ savedAt: Instant; version: number }>()(
    STAFF,
    z.strictObject({ id: z.uuid(), body: DraftBody, shownVersion: z.int().positive().nullable() }),
  ),
  "draft.list": call<DraftLine[]>()(STAFF, z.strictObject({})),
  "draft.get": call<Draft>()(STAFF, z.strictObject({ id: z.uuid() })),
  "draft.discard": call<{ discarded: boolean }>()(STAFF, z.strictObject({ id: z.uuid() })),
  "intake.check": call<IntakeCheck>()(INTAKE, z.strictObject({ body: DraftBody })),
  "route.decide": call<RouteDecision[]>()(INTAKE, Route),
  "deadline.preview": call<DeadlineLine[]>()(
    INTAKE,
    z.strictObject({
      profileId: ShortText,
      appointment: z.string().max(30).nullable(),
      routes: z.array(z.enum(["commitment", "direct", "joint-approval", "blocked"])),
    }),
  ),
  "application.submit": call<Application>()(INTAKE, Submit),
  /** The rules under which an application was taken in, whatever is in force now. */
  "application.profile": call<Profile>()(STAFF, z.strictObject({ id: ShortText })),
  "application.get": call<Application>()(STAFF, z.strictObject({ id: ShortText })),
  "application.listDay": call<ApplicationLine[]>()(STAFF, z.strictObject({ on: LocalDateSchema.nullable() })),
  "document.preview": call<DocumentView>()(
    INTAKE,
    z.strictObject({
      source: z.union([
        z.strictObject({ applicationId: ShortText }),
        z.strictObject({ draft: DraftBody }),
        z.strictObject({ receptionId: ShortText }),
      ]),
      kind: DocumentKind,
      utility: ShortText.nullable(),
    }),
  ),
  "daySummary.get": call<DaySummaryView>()(["supervisor"], z.strictObject({ on: LocalDateSchema.nullable() })),
  "ledger.export": call<{ fileName: string; mime: string; base64: string; rows: number }>()(
    ["supervisor"],
    z.strictObject({ on: LocalDateSchema, format: z.enum(["xlsx", "csv"]) }),
  ),
  "interpretation.list": call<AmbiguityLine[]>()(STAFF, z.strictObject({ profileId: ShortText })),
  "interpretation.record": call<AmbiguityLine[]>()(
    ["supervisor"],
    z.strictObject({
      profileId: ShortText,
      ambiguity: ShortText,
      interpretation: ShortText,
      note: plainText(MAX_TEXT),
    }),
  ),
} as const;

/** The contract as a type. */
export type Calls = typeof calls;
/** The name of a call, `noun.verb`. */
export type CallName = keyof Calls;

/** What the host tells the page without being asked. */
export type StationEvent =
  | { kind: "outbox.changed" }
  | { kind: "print.changed"; applicationId: string }
  | { kind: "printer.changed" }
  | { kind: "application.accepted"; id: string }
  | { kind: "application.changed"; id: string }
  | { kind: "reception.given"; id: string }
  | { kind: "attachment.kept"; applicationId: string }
  | { kind: "warning.raised" }
  | { kind: "systemClock.changed" }
  | { kind: "health.changed" }
  | { kind: "roster.changed" }
  | { kind: "publication.changed" }
  /** A locality's rules were replaced; what is being typed under the old ones has to be looked at again. */
  | { kind: "profile.changed"; id: string }
  | { kind: "check.changed"; draftId: string };

/** How a call comes back over any host. */
export type Answer = { ok: true; value: unknown } | { ok: false; problem: import("#shared/lib/problem.ts").Problem };
