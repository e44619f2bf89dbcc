import { z } from "zod";
import { Channel } from "../profile.ts";

const ShortText = z.string().min(1).max(200);
const Anything = z.record(z.string().max(100), z.record(z.string().max(100), z.unknown()));

/** A later entry (补录) as it is being typed; the time as the hall writes it, `YYYY-MM-DD HH:MM`, or an instant. */
export const DraftOutage = z.strictObject({ paperNumber: z.string().max(60), receivedAt: z.string().max(40), receivedBy: z.string().max(200), reason: z.string().max(500) });
export type DraftOutage = z.infer<typeof DraftOutage>;

/** What the clerk is typing: nothing in it has been accepted. */
export const DraftBody = z.strictObject({
  profileId: ShortText,
  utilities: z.array(ShortText).max(20),
  channel: Channel,
  form: Anything,
  /** Facts by utility; a ticked utility found neither here nor in `noOutsideLine` counts as unmeasured. */
  outsideLines: z.array(z.record(z.string(), z.unknown())).max(20),
  /** Utilities said to need no outside line (无外线工程). */
  noOutsideLine: z.array(ShortText).max(20).default([]),
  /** Only for a paper form taken in during an outage. */
  outage: DraftOutage.optional(),
  /** The field that was last edited, to resume there. */
  at: z.string().max(200).nullable(),
});
export type DraftBody = z.infer<typeof DraftBody>;
