import { z } from "zod";
import type { AssignmentLine } from "#shared/case/assignment.ts";
import { type DueBoard, WARNING_LEVELS, type WarningLevel } from "#shared/case/due-board.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { ClockTrust } from "#shared/time/system-clock.ts";
import type { CentreMessageView } from "./acts.ts";
import { call, STAFF } from "./call.ts";

/** A warning that waits for somebody to say that it was seen. */
export type WarningLine = {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  dutyHolder: string;
  deadline: string;
  label: Bilingual;
  level: WarningLevel;
  dueAt: Instant;
  raisedAt: Instant;
};

/** A utility's part that was sent out and waits for an answer; `toMe`: the asker is its specialist. */
export type WaitingAssignment = {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  dutyHolder: string;
  toMe: boolean;
  assignment: AssignmentLine;
};

/** Something that the centre told of an application and nobody has said to have seen. */
export type CentreMessageLine = CentreMessageView & {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  dutyHolder: string;
};

/** The clocks on the desk: what is overdue, due, paused or waiting, and the warnings not yet acknowledged. */
export type WorklistView = {
  now: Instant;
  mine: boolean;
  /** What counts as due soon, in counter hours. */
  soonHours: number;
  board: DueBoard;
  /** Open applications beyond those looked at, newest ones; 0 but in a very large hall. */
  notShown: number;
  warnings: WarningLine[];
  /** What the centre told and somebody has to see to. */
  centreMessages: CentreMessageLine[];
  /** Open callbacks of the same applications. */
  callbacks: { open: number; overdue: number; undated: number };
  /** Parts sent out that nobody answered yet, the one that waits longest first; `mine` also holds what was sent to the asker. */
  assignments: WaitingAssignment[];
  trust: ClockTrust;
};

const ShortText = z.string().min(1).max(200);

/** Calls about the clocks on the desk and the clock of the machine. */
export const worklistCalls = {
  /** `mine`: only the applications that the asker answers for. */
  "worklist.get": call<WorklistView>()(STAFF, z.strictObject({ mine: z.boolean() })),
  "warning.acknowledge": call<{ acknowledged: boolean }>()(
    STAFF,
    z.strictObject({ applicationId: ShortText, deadline: ShortText, level: z.enum(WARNING_LEVELS) }),
  ),
  /** Says that a person has compared this machine's clock and found it right. */
  "systemClock.confirm": call<ClockTrust>()(STAFF, z.strictObject({})),
} as const;
export type WorklistCalls = typeof worklistCalls;

/** Calls about what the centre told. */
export const centreMessageCalls = {
  /** Says that a person has seen it; false where somebody had before. */
  "centreMessage.acknowledge": call<{ acknowledged: boolean }>()(STAFF, z.strictObject({ id: z.uuid() })),
} as const;
export type CentreMessageCalls = typeof centreMessageCalls;
