import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { call, STAFF } from "./call.ts";

const Id = z.string().min(1).max(200);
const Note = plainText(500);

/** The state of an offer: the giver took it back (`withdrawn`), or nobody took it in time (`returned`, 逾时退回). */
export type HandoverState = "offered" | "accepted" | "declined" | "withdrawn" | "returned";

/** One offer of a hand-over (移交); the giver stays case owner until it is accepted. */
export type HandoverLine = {
  id: string;
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  from: { id: string; name: string };
  to: { id: string; name: string };
  note: string;
  state: HandoverState;
  offeredAt: Instant;
  dueAt: Instant;
  /** Set if the time could not be counted in counter minutes. */
  dueNote: Bilingual | null;
  closedAt: Instant | null;
  answer: string | null;
};

/** Offers that concern the signed-in person, closed ones of today included; `others` is what a supervisor sees beside their own. */
export type HandoverView = { incoming: HandoverLine[]; outgoing: HandoverLine[]; others: HandoverLine[] };

/** Calls about handing an application over to a colleague (移交). */
export const handoverCalls = {
  "handover.list": call<HandoverView>()(STAFF, z.strictObject({})),
  "handover.offer": call<HandoverView>()(
    STAFF,
    z.strictObject({ applicationId: Id, shownVersion: z.int().min(1), toOperatorId: Id, note: Note }),
  ),
  "handover.accept": call<HandoverView>()(STAFF, z.strictObject({ id: Id })),
  /** Declined by the person asked; by the giver or a supervisor it is taken back. */
  "handover.decline": call<HandoverView>()(STAFF, z.strictObject({ id: Id, note: Note })),
} as const;
/** {@link handoverCalls} as a type. */
export type HandoverCalls = typeof handoverCalls;
