import type { CaseStatus } from "./case-status.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Consent } from "./consent.ts";
import type { AssignmentLine } from "./assignment.ts";
import type { LeadPick } from "./first-contact.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { JointCheck } from "./joint-check.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import type { DeadlineStatus } from "#shared/profile/deadline-state.ts";
import type { EndedStatus } from "./deadline-end.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";

/** One person or desk that handled the application, in order (经手链). */
export type ContactRow = {
  seq: number;
  operatorId: string;
  operatorName: string;
  organisation: string;
  stationId: string;
  channel: Channel;
  at: Instant;
};

/**
 * The person who answers for the application (首接责任人); never empty. `otherwise` says whom the other reading would
 * name, and on what the choice leans; left out where the readings agree.
 */
export type DutyHolder = {
  operatorId: string;
  name: string;
  phone: string;
  organisation: string;
  reason: Bilingual;
  clause: string;
  otherwise?: Bilingual[];
};

/**
 * A time limit as it stands now, ready to be shown: `dueOn` is null while it waits, is paused, or cannot be computed.
 */
export type DeadlineLine = {
  deadline: string;
  label: Bilingual;
  basis: "limit" | "promise";
  state: DeadlineStatus | EndedStatus;
  startedAt: Instant | null;
  dueAt: Instant | null;
  dueOn: LocalDate | null;
  note: Bilingual | null;
  clause: string;
};

/** A later entry (补录) of a numbered paper form that was taken in while the program could not be used. */
export type OutageEntry = {
  paperNumber: string;
  /** The true time of receipt: clocks and the day's ledger go by it. */
  receivedAt: Instant;
  receivedBy: string;
  receivedByName: string;
  enteredAt: Instant;
  enteredBy: string;
  enteredByName: string;
  reason: string;
};

/** What the applicant asks for, as it was taken in. */
export type ApplicationContent = {
  utilities: string[];
  channel: Channel;
  /** The service asked for where it has a form of its own (更名、过户); left out for the connection. */
  service?: string;
  /** The stored application that a change of name or transfer follows. */
  earlier?: { id: string; acceptanceNumber: string };
  form: FormValues;
  /** The facts by utility; a ticked utility that stands neither here nor in `noOutsideLine` has every fact unknown. */
  outsideLines: OutsideLine[];
  /** Utilities said to need no outside line (无外线工程). */
  noOutsideLine: string[];
  /**
   * The picked lead of a joint approval (牵头单位): a ticked utility's unit, null for the clerk's own employer; left
   * out where none was picked.
   */
  lead?: { utility: string | null };
  /** Left out where it was entered as it was received. */
  outage?: OutageEntry;
  /** Left out where the applicant came or wrote in person. */
  consent?: Consent;
};

/** An application after intake (报装申请). */
export type Application = {
  id: string;
  profileId: string;
  profileVersion: number;
  acceptanceNumber: string;
  status: CaseStatus;
  content: ApplicationContent;
  routes: RouteDecision[];
  deadlines: DeadlineLine[];
  contacts: ContactRow[];
  dutyHolder: DutyHolder;
  lead: Bilingual | null;
  /**
   * Who would lead a joint approval where the first receiver does; left out where the paper decides otherwise, and in
   * older records.
   */
  leadPick?: LeadPick;
  /** Each utility's part, to whom it was sent and who answered; empty in older records. */
  assignments: AssignmentLine[];
  acceptedAt: Instant;
  stationId: string;
  /** The window of the hall that took it in; left out where it was this one. */
  remote?: { window: string };
  /** Grows by one with each change of the record. */
  version: number;
  /** SHA-256 in hex over the record as it is pushed and printed. */
  hash: string;
  warnings: { path: string; message: Bilingual }[];
  /** The applicant's own confirmation before acceptance (共同核对); null where none was made. */
  jointCheck: JointCheck | null;
};

/** A line of today's list. */
export type ApplicationLine = {
  id: string;
  acceptanceNumber: string;
  profileId: string;
  status: CaseStatus;
  applicant: string;
  utilities: string[];
  /** What is asked for where it is no connection (更名、过户); left out for one. */
  service?: Bilingual;
  route: RouteDecision["route"] | null;
  acceptedAt: Instant;
  channel: Channel;
  dutyHolder: string;
  /** The nearest limit or promise, null where none runs. */
  nextDeadline: DeadlineLine | null;
  synced: boolean;
  /** The later entry of a paper form; left out where it was entered as it was received. */
  outage?: OutageEntry;
};
