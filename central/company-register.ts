import { readFileSync } from "node:fs";
import { z } from "zod";
import { Bilingual } from "../shared/bilingual.ts";
import { RegisterCompany } from "../shared/contract/register.ts";
import { LocalDate } from "../shared/time.ts";

/** Where company data comes from (企业登记库); one adapter for each kind of register. Null: the register knows no such company. */
export type CompanyRegister = { find: (creditCode: string) => Promise<RegisterCompany | null> };

const RegisterFile = z.strictObject({ source: Bilingual, asOf: LocalDate, companies: z.array(RegisterCompany.omit({ source: true, asOf: true })) });

/** A register out of a JSON file, read once; throws where the file is not one. */
export function fileRegister(file: string | URL): CompanyRegister {
  const { source, asOf, companies } = RegisterFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const byCode = new Map(companies.map((company) => [company.creditCode, company]));
  return {
    find: async (creditCode) => {
      const company = byCode.get(creditCode);
      return company === undefined ? null : { ...company, source, asOf };
    },
  };
}

/** The invented companies of the demonstration. */
export const demoRegister = (): CompanyRegister => fileRegister(new URL("../resources/register/demo-companies.json", import.meta.url));
