import { z } from "zod";
import { MaterialEntry, type ListedMaterial, type Material } from "#shared/profile/materials.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

/** The register of one application, and what its policy lists. */
export type MaterialsView = {
  applicationId: string;
  /** The record's version, to be handed back with a change. */
  version: number;
  materials: Material[];
  recorded: { at: Instant; by: string } | null;
  listed: ListedMaterial[];
};

const ApplicationId = z.string().min(1).max(200);

/** Calls about the register of materials (材料登记). */
export const materialCalls = {
  "materials.get": call<MaterialsView>()(STAFF, z.strictObject({ applicationId: ApplicationId })),
  /** Records the whole list again; the lists before it stay. */
  "materials.record": call<MaterialsView>()(
    STAFF,
    z.strictObject({
      applicationId: ApplicationId,
      shownVersion: z.int().positive(),
      materials: z.array(MaterialEntry).max(100),
    }),
  ),
} as const;
/** {@link materialCalls} as a type. */
export type MaterialCalls = typeof materialCalls;
