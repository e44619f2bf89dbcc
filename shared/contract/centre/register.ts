import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { LocalDate } from "#shared/time/instant.ts";

/** A company as a register knows it; what the register does not say is null. */
export const RegisterCompany = z.strictObject({
  creditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  name: z.string().min(1).max(200),
  legalRepresentative: z.string().min(1).max(100).nullable(),
  /** The registered address (住所), which need not be where something is installed. */
  address: z.string().min(1).max(300).nullable(),
  standing: z.enum(["in-business", "struck-off", "revoked", "unknown"]),
  source: Bilingual,
  asOf: LocalDate,
});
export type RegisterCompany = z.infer<typeof RegisterCompany>;

/** An investment project (投资项目) as a register knows it; what the register does not say is null. */
export const RegisterProject = z.strictObject({
  projectCode: z.string().regex(/^(?:19|20)\d{2}-\d{6}-\d{2}-\d{2}-\d{5}[0-9A-Z]$/),
  name: z.string().min(1).max(300),
  /** Who builds it (建设单位). */
  organisation: z.string().min(1).max(200).nullable(),
  creditCode: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
    .nullable(),
  site: z.string().min(1).max(300).nullable(),
  source: Bilingual,
  asOf: LocalDate,
});
export type RegisterProject = z.infer<typeof RegisterProject>;

const ofFile = { source: true, asOf: true } as const;

/** A register as a file: its source, its day, and its companies, its projects, or both; a missing part stays unchanged. */
export const RegisterFile = z.strictObject({
  source: Bilingual,
  asOf: LocalDate,
  companies: z.array(RegisterCompany.omit(ofFile)).optional(),
  projects: z.array(RegisterProject.omit(ofFile)).optional(),
});
export type RegisterFile = z.infer<typeof RegisterFile>;
