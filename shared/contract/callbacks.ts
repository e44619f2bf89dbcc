import { z } from "zod";
import { CALLBACK_OUTCOMES, type CallbackOutcome, type CallbackStatus } from "#shared/case/callback.ts";
import type { CallbackQuestion } from "#shared/profile/callback-rule.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { LocalDate } from "#shared/time/instant.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

const Id = z.string().min(1).max(200);

/** One try to reach the applicant; never changed or removed. */
export type CallbackAttempt = {
  seq: number;
  at: Instant;
  by: string;
  outcome: CallbackOutcome;
  answers: { question: string; text: string }[];
  note: string;
};

/** One callback (回访任务): whom to call, about which application, by when, with which questions, and every try so far. */
export type CallbackLine = {
  id: string;
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  contact: string;
  phone: string;
  label: Bilingual;
  clause: string;
  questions: CallbackQuestion[];
  dueOn: LocalDate | null;
  /** The last day by the term of the local rules; null if they give none. */
  latestOn: LocalDate | null;
  status: CallbackStatus;
  dutyHolder: { operatorId: string; name: string };
  /** Whether the signed-in person may date and record it. */
  mayRecord: boolean;
  attempts: CallbackAttempt[];
};

/** Callbacks, the most urgent first; `notShown` counts those beyond the list. */
export type CallbackView = { today: LocalDate; lines: CallbackLine[]; notShown: number };

/** Calls about callbacks after completion (回访). */
export const callbackCalls = {
  /** All of one application; otherwise the open ones, of the asker's own applications or of the hall. */
  "callback.list": call<CallbackView>()(
    STAFF,
    z.union([z.strictObject({ applicationId: Id }), z.strictObject({ mine: z.boolean() })]),
  ),
  /** Gives an open callback its date, or takes the date away. */
  "callback.date": call<CallbackLine>()(STAFF, z.strictObject({ id: Id, dueOn: LocalDate.nullable() })),
  /** `attempt` is the number of this try as the clerk saw it; if another was recorded meanwhile, the call is refused. */
  "callback.record": call<CallbackLine>()(
    STAFF,
    z.strictObject({
      id: Id,
      attempt: z.int().positive(),
      outcome: z.enum(CALLBACK_OUTCOMES),
      answers: z.array(z.strictObject({ question: Id, text: plainText(500).min(1) })).max(20),
      note: plainText(500),
      /** When to try again after `not-reached`; null leaves the date as it is. */
      againOn: LocalDate.nullable(),
    }),
  ),
} as const;
/** {@link callbackCalls} as a type. */
export type CallbackCalls = typeof callbackCalls;
