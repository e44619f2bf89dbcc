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

/** An assignment to a utility that waits for an answer; `toMe`: the asker is its specialist. */
export type WaitingAssignment = {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  dutyHolder: string;
  toMe: boolean;
  assignment: AssignmentLine;
};

/** A message of the centre about an application that nobody has acknowledged. */
export type CentreMessageLine = CentreMessageView & {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  dutyHolder: string;
};

/** The worklist (在办件): deadlines that are overdue, due, paused or waiting, and warnings not yet acknowledged. */
export type WorklistView = {
  now: Instant;
  mine: boolean;
  /** What counts as due soon, in counter hours. */
  soonHours: number;
  board: DueBoard;
  /** Open applications beyond those listed; 0 except in a very large hall. */
  notShown: number;
  warnings: WarningLine[];
  /** Messages of the centre that need a person. */
  centreMessages: CentreMessageLine[];
  /** Messages of the centre beyond those listed; 0 except where nobody acknowledged any for long. */
  messagesNotShown: number;
  /** Open callbacks of the same applications. */
  callbacks: { open: number; overdue: number; undated: number };
  /** Assignments without an answer, the oldest first; `mine` includes those sent to the asker. */
  assignments: WaitingAssignment[];
  trust: ClockTrust;
};

const ShortText = z.string().min(1).max(200);

/** Calls about the worklist and the clock of the machine. */
export const worklistCalls = {
  /** `mine`: only applications whose case owner is the asker. */
  "worklist.get": call<WorklistView>()(STAFF, z.strictObject({ mine: z.boolean() })),
  "warning.acknowledge": call<{ acknowledged: boolean }>()(
    STAFF,
    z.strictObject({ applicationId: ShortText, deadline: ShortText, level: z.enum(WARNING_LEVELS) }),
  ),
  /** A person has compared this machine's clock and found it correct. */
  "systemClock.confirm": call<ClockTrust>()(STAFF, z.strictObject({})),
} as const;
/** {@link worklistCalls} as a type. */
export type WorklistCalls = typeof worklistCalls;

/** Calls about messages of the centre. */
export const centreMessageCalls = {
  /** Marks a message as seen; false if somebody had done so before. */
  "centreMessage.acknowledge": call<{ acknowledged: boolean }>()(STAFF, z.strictObject({ id: z.uuid() })),
} as const;
/** {@link centreMessageCalls} as a type. */
export type CentreMessageCalls = typeof centreMessageCalls;
