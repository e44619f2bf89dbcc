import { z } from "zod";
import { EntryWindow } from "./centre-window.ts";
import { PushEntry } from "./centre.ts";

/** The largest payload in bytes that travels to the other windows; more would not fit beside its page in what a station reads of one answer. */
export const ENTRY_TRAVELS_BYTES = 110_000;

/** An entry that another window of the same hall sent (另一窗口的记录); its id is the entry's key, so that it is the same however often it comes. */
export const EntryTaken = z.strictObject({
  kind: z.literal("entry.taken"),
  id: z.uuid(),
  at: z.iso.datetime(),
  applicationId: z.uuid(),
  entry: z.strictObject({
    kind: PushEntry.shape.kind,
    sequence: PushEntry.shape.sequence,
    payloadHash: PushEntry.shape.payloadHash,
    /** Null where it is too large to travel. */ payload: z.string().min(2).max(ENTRY_TRAVELS_BYTES).nullable(),
  }),
  window: EntryWindow,
});
export type EntryTaken = z.infer<typeof EntryTaken>;
