import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { leaf } from "./quoted.ts";
import type { Instant } from "#shared/time/instant.ts";

/** The form of a material (介质): original, copy, electronic file, or nothing because it is shared (可共享互认). */
export const Medium = z.enum(["original", "copy", "electronic", "shared"]);
export type Medium = z.infer<typeof Medium>;

/** A material as the policy lists it (份数、要求、介质); what it leaves open is null. */
export const ListedMaterial = leaf({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: Bilingual,
  copies: z.int().positive().nullable(),
  medium: Medium.nullable(),
  requirement: Bilingual.nullable(),
});
export type ListedMaterial = z.infer<typeof ListedMaterial>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "不是文件的校验码 / is not a file's hash");

/** One material as a clerk records it; only its name is required. */
export const MaterialEntry = z.strictObject({
  id: z.uuid(),
  name: plainText(200).min(1, "不能为空 / must not be blank"),
  /** How many were taken; 0 if none was, e.g. because it is shared. */
  copies: z.int().min(0).max(99),
  medium: Medium,
  requirement: plainText(500),
  /** The original was seen at the counter (验原件). */
  originalSeen: z.boolean(),
  /** A copy was taken (收复印件). */
  copyTaken: z.boolean(),
  /** Files attached to it, by the hash of their content. */
  files: z.array(Sha256).max(20),
});
export type MaterialEntry = z.infer<typeof MaterialEntry>;

/** Who saw an original, and when. */
export type Seen = { at: Instant; operatorId: string; by: string };

/** One material of the register (材料登记), with who saw its original. */
export type Material = Omit<MaterialEntry, "originalSeen"> & { seen: Seen | null };

/** The next state of the register. An original seen before keeps its first witness; one seen now gets `witness`. */
export function recordMaterials(
  before: readonly Material[],
  entries: readonly MaterialEntry[],
  witness: Seen,
): Material[] {
  return entries.map(({ originalSeen, ...entry }) => {
    const earlier = before.find((one) => one.id === entry.id)?.seen ?? null;
    return { ...entry, seen: originalSeen ? (earlier ?? witness) : null };
  });
}
