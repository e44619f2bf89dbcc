import { z } from "zod";
import { ReceiptNumber } from "./push.ts";

/** The header in which every answer to an enrolled station, a receipt too, names the epoch. */
export const EPOCH_HEADER = "liandong-epoch";

/** How many keys a station may ask about in one call. */
export const MAX_KEYS = 400;

/** How many of its newest entries a station gets. */
export const MAX_NEWEST_KEYS = 200;

/** The highest counter that the centre holds of a station's acceptance numbers in one year, under one prefix. */
export const SerialLine = z.strictObject({
  prefix: z.string().regex(/^[A-Z0-9]{2,8}$/),
  year: z.int().min(2000).max(2999),
  serial: z.int().positive().max(99_999_999),
});
export type SerialLine = z.infer<typeof SerialLine>;

/** What the centre says of itself to an enrolled station. */
export const CentreStatus = z.strictObject({
  /** Changes when the centre's store was restored to an earlier state (纪元). */
  epoch: z.uuid(),
  /** Position of the newest entry it holds. */
  storedThrough: z.int().min(0),
  /** Entries up to this position lie in a backup or a durable copy too. */
  durableThrough: z.int().min(0),
  durableAt: z.string().nullable(),
  /** Numbers of this station that must not be given again. */
  serials: z.array(SerialLine).max(50),
  /** Keys of this station's newest accepted entries, the newest first; given on request. */
  newest: z.array(z.uuid()).max(MAX_NEWEST_KEYS).optional(),
});
export type CentreStatus = z.infer<typeof CentreStatus>;

/** Asks which acknowledged entries the centre still holds. */
export const AcceptedRequest = z.strictObject({ keys: z.array(z.uuid()).min(1).max(MAX_KEYS) });
export type AcceptedRequest = z.infer<typeof AcceptedRequest>;

/** Those of the keys asked for that the centre holds; what is not listed is not there and must be sent again. */
export const AcceptedAnswer = z.strictObject({
  epoch: z.uuid(),
  held: z
    .array(
      z.strictObject({
        key: z.uuid(),
        receipt: ReceiptNumber,
        /** In the order in which the centre took them. */ position: z.int().positive(),
        durable: z.boolean(),
      }),
    )
    .max(MAX_KEYS),
});
export type AcceptedAnswer = z.infer<typeof AcceptedAnswer>;
