import { z } from "zod";
import { SET_ASIDE } from "#shared/set-aside.ts";
import { PushEntry } from "./centre.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Words = z.strictObject({ zh: z.string().max(2000), en: z.string().max(2000) });

/** What a sealed file of unsent entries holds (密封导出), application by application in their order; `setAside` marks what the centre refused. */
export const SealedEntries = z.strictObject({
  kind: z.literal("entries"),
  madeAt: z.string().max(40),
  stationPrefix: z.string().max(20),
  /** Whose records they are: only a station of the same hall, at the same centre where one is known, may bring them in. */
  hallName: z.string().max(200),
  centreUrl: z.string().max(500).nullable(),
  entries: z.array(z.strictObject({ key: z.uuid(), ...PushEntry.shape, setAside: z.boolean() })),
});
export type SealedEntries = z.infer<typeof SealedEntries>;

/** What comes back to the sender: the centre's receipts, and what it refused with its words. */
export const SealedReceipts = z.strictObject({
  kind: z.literal("receipts"),
  madeAt: z.string().max(40),
  stationPrefix: z.string().max(20),
  receipts: z.array(z.strictObject({ key: z.uuid(), payloadHash: Sha256, receipt: z.string().min(8).max(200) })),
  refused: z.array(
    z.strictObject({ key: z.uuid(), payloadHash: Sha256, failure: z.enum(SET_ASIDE), what: Words, next: Words }),
  ),
});
export type SealedReceipts = z.infer<typeof SealedReceipts>;

/** What a sealed file of the outbox may hold. */
export const SealedContent = z.discriminatedUnion("kind", [SealedEntries, SealedReceipts]);
export type SealedContent = z.infer<typeof SealedContent>;
