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

/** One person or counter that handled the application, in order (经办记录). */
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
 * The case owner of the application (责任人); never empty. `otherwise` names the owner under the other interpretation;
 * left out if both agree.
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

/** A deadline as it is shown: `dueOn` is null while it waits, is paused, or cannot be computed. */
export type DeadlineLine = {
  deadline: string;
  label: Bilingual;
  /** Whether the policy limits it, or the hall promises it (承诺时限). */
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
  /** The true time of receipt, from which deadlines and the day's ledger count. */
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
  /** The service, if it has a form of its own (更名、过户); left out for the connection. */
  service?: string;
  /** The stored application that a change of name or transfer follows. */
  earlier?: { id: string; acceptanceNumber: string };
  form: FormValues;
  /** The facts by utility. A ticked utility found neither here nor in `noOutsideLine` has only unknown facts. */
  outsideLines: OutsideLine[];
  /** Utilities said to need no outside line (无外线工程). */
  noOutsideLine: string[];
  /**
   * The chosen lead of a joint approval (牵头单位): a ticked utility's unit, or null for the clerk's employer; left out
   * if none was chosen.
   */
  lead?: { utility: string | null };
  /** Left out if it was entered when it was received. */
  outage?: OutageEntry;
  /** Left out if the applicant came or wrote in person. */
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
  /** Who would lead a joint approval as first receiver; left out if the rules say otherwise, and in older records. */
  leadPick?: LeadPick;
  /** Each utility's part, to whom it was sent and who answered; empty in older records. */
  assignments: AssignmentLine[];
  acceptedAt: Instant;
  stationId: string;
  /** The station of the hall that took it in; left out if it was this one. */
  remote?: { window: string };
  /** Grows by one with each change of the record. */
  version: number;
  /** SHA-256 in hex over the record as it is pushed and printed. */
  hash: string;
  warnings: { path: string; message: Bilingual }[];
  /** The applicant's confirmation before acceptance (共同核对); null if none was made. */
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
  /** The service, if it is no connection (更名、过户). */
  service?: Bilingual;
  route: RouteDecision["route"] | null;
  acceptedAt: Instant;
  channel: Channel;
  dutyHolder: string;
  /** The nearest limit or promise; null if none runs. */
  nextDeadline: DeadlineLine | null;
  synced: boolean;
  /** Taken in under a doubted clock (时钟待核); left out if not. */
  isClockDoubted?: true;
  /** The later entry of a paper form; left out if it was entered when it was received. */
  outage?: OutageEntry;
};
