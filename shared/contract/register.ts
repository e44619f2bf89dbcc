import { z } from "zod";
import { Bilingual } from "../bilingual.ts";
import { LocalDate } from "../time.ts";

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
