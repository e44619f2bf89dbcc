import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Assignee } from "#shared/case/assignment.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { SPECIALIST_DUTIES, type AuthorityStatus, type SpecialistDuty, type Span } from "#shared/profile/roster.ts";
import { LocalDate, type Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

const ShortText = plainText(200).min(1, "不能为空 / must not be blank");
const Days = { startsOn: LocalDate, endsOn: LocalDate.nullable() };

/** Who wrote an entry, and who ended it before its time. */
type Written = { recordedBy: string; recordedAt: Instant; endedBy: string | null };

/** One authority of the register; `inForce` today. */
export type AuthorityLine = Span &
  Written & { id: string; utility: string; operatorId: string; name: string; organisation: string; inForce: boolean };
/** One span in which a specialist is away. */
export type AbsenceLine = Span & Written & { id: string };
/** One span of duty; `onDuty`: it is to this person that work is sent today. */
export type SpecialistLine = Span &
  Written & {
    id: string;
    utility: string;
    duty: SpecialistDuty;
    operatorId: string | null;
    name: string;
    phone: string | null;
    organisation: string;
    /** The version of the centre's roster, if the person comes from there. */
    centreVersion?: number;
    absences: AbsenceLine[];
    awayToday: boolean;
    onDuty: boolean;
  };

/** The roster (名册) of a locality at this hall: who may accept for which utility, the specialists, and whose window this is. */
export type RosterView = {
  today: LocalDate;
  /** The rule on specialists; null if there is none. `hasLimit`: it names a time of response. */
  specialistRule: { quote: string; clause: string; hasLimit: boolean } | null;
  utilities: {
    id: string;
    label: Bilingual;
    itemLabel: Bilingual;
    /** The register names nobody for it, so every clerk may accept it. */
    shared: boolean;
    onDuty: Assignee | null;
  }[];
  operators: { id: string; name: string; organisation: string }[];
  authorities: AuthorityLine[];
  specialists: SpecialistLine[];
  /** The unit to which this window belongs; null for a shared window (共用窗口). */
  windowOrganisation: string | null;
};

/** The roster for the signed-in clerk while ticking utilities. */
export type WindowRoster = {
  utilities: { utility: string; status: AuthorityStatus; unit: Bilingual; onDuty: Assignee | null }[];
  /** Set if the first receiver leads and the window is shared: the clerk then picks the lead (牵头单位). */
  leadPick: { own: string; quote: string; clause: string } | null;
};

const Person = z.union([
  z.strictObject({ operatorId: ShortText }),
  z.strictObject({ name: ShortText, phone: plainText(40).min(1).nullable(), organisation: ShortText }),
]);

/** Calls about who may accept what, and who takes it further. */
export const rosterCalls = {
  "roster.get": call<RosterView>()(STAFF, z.strictObject({ profileId: ShortText })),
  "roster.atWindow": call<WindowRoster>()(STAFF, z.strictObject({ profileId: ShortText })),
  "roster.grant": call<RosterView>()(
    ["supervisor"],
    z.strictObject({ profileId: ShortText, utility: ShortText, operatorId: ShortText, ...Days }),
  ),
  "roster.appoint": call<RosterView>()(
    ["supervisor"],
    z.strictObject({
      profileId: ShortText,
      utility: ShortText,
      duty: z.enum(SPECIALIST_DUTIES),
      person: Person,
      ...Days,
    }),
  ),
  "roster.setAway": call<RosterView>()(
    ["supervisor"],
    z.strictObject({ profileId: ShortText, specialistId: ShortText, ...Days }),
  ),
  /** Ends an entry on its last day; entries are never removed. The day before its first day withdraws it. */
  "roster.end": call<RosterView>()(
    ["supervisor"],
    z.strictObject({
      profileId: ShortText,
      what: z.enum(["authority", "specialist", "absence"]),
      id: ShortText,
      endsOn: LocalDate,
    }),
  ),
  "roster.setWindow": call<RosterView>()(
    ["supervisor"],
    z.strictObject({ profileId: ShortText, organisation: ShortText.nullable() }),
  ),
} as const;
/** {@link rosterCalls} as a type. */
export type RosterCalls = typeof rosterCalls;
