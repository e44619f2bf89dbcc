import { z } from "zod";
import { CALLBACK_OUTCOMES } from "./callback.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { MaterialEntry } from "#shared/profile/materials.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { TravellingRoutes } from "./remote-record.ts";

const Id = z.string().min(1).max(200);
const At = z.iso.datetime();

/** In whose place an entry is sent, which decides its position in the application. */
const Place = z.object({ resends: z.object({ key: z.string().optional(), sequence: z.int().positive() }) });

/** The number of an entry within its application: its own, or that of the entry it replaces. */
export function placeOf(entry: { sequence: number; payload: string | null }): number {
  const read = Place.safeParse(jsonIn(entry.payload)).data;
  return read === undefined ? entry.sequence : Math.min(read.resends.sequence, entry.sequence);
}

/** The key of the entry that this one replaces; null if it replaces none. */
export const resentKeyOf = (payload: string | null): string | null =>
  Place.safeParse(jsonIn(payload)).data?.resends.key ?? null;

/**
 * A change of a record as it travels to the other stations; `act` is parsed separately, as it may come from a later
 * release.
 */
export const TravellingStep = z.object({
  at: At,
  operatorId: Id,
  operatorName: z.string().max(200).optional(),
  act: z.unknown().optional(),
  routes: TravellingRoutes.optional(),
  voucherNumber: z.string().max(60).nullish(),
  callbacks: z
    .array(z.object({ id: z.uuid(), rule: Id, dueOn: LocalDate.nullable() }))
    .max(20)
    .optional(),
});
export type TravellingStep = z.infer<typeof TravellingStep>;

/** A hand-over to another case owner. */
export const TravellingHandover = z.object({ from: Id, to: Id });

/** The register of materials as it was recorded. */
export const TravellingMaterials = z.object({
  materials: z
    .array(
      MaterialEntry.omit({ originalSeen: true }).extend({
        seen: z.object({ at: At, operatorId: Id, by: z.string().max(200) }).nullable(),
      }),
    )
    .max(200),
});

/** A callback that was dated or attempted. */
export const TravellingCallback = z.object({
  callbackId: z.uuid(),
  dueOn: LocalDate.nullable(),
  outcome: z.enum(CALLBACK_OUTCOMES).optional(),
});
