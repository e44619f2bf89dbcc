import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { Bilingual } from "../shared/bilingual.ts";
import { RegisterCompany } from "../shared/contract/register.ts";
import { LocalDate } from "../shared/time.ts";

/** Where company data comes from (企业登记库); one adapter for each kind of register. Null: the register knows no such company. */
export type CompanyRegister = { find: (creditCode: string) => Promise<RegisterCompany | null> };

const RegisterFile = z.strictObject({ source: Bilingual, asOf: LocalDate, companies: z.array(RegisterCompany.omit({ source: true, asOf: true })) });

/** A register out of a JSON file, read once; throws where the file is not one. */
function fileRegister(file: string | URL): CompanyRegister {
  const { source, asOf, companies } = RegisterFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const byCode = new Map(companies.map((company) => [company.creditCode, company]));
  return {
    find: async (creditCode) => {
      const company = byCode.get(creditCode);
      return company === undefined ? null : { ...company, source, asOf };
    },
  };
}

/** The invented companies of the demonstration; `resources/` lies one folder up in the source tree and two above a bundle. */
export function demoRegister(): CompanyRegister {
  const files = ["../", "../../"].map((up) => new URL(`${up}resources/register/demo-companies.json`, import.meta.url));
  const file = files.find((one) => existsSync(one));
  if (file === undefined) throw new Error("resources/register/demo-companies.json is not there");
  return fileRegister(file);
}
