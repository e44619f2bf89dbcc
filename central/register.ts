import { RegisterCompany, RegisterProject } from "#shared/contract/register.ts";
import { findRegisterEntry, isRegisterLoaded } from "./db/register.ts";
import type { Sql } from "./db/sql.ts";
import { noProjects, noRegister } from "./refusal.ts";

/** Where data of companies and projects comes from (企业、项目登记库); one adapter for each kind of register. Null: the register knows none such. A `Refusal` where there is no such register. */
export type Register = {
  findCompany: (creditCode: string) => Promise<RegisterCompany | null>;
  findProject: (projectCode: string) => Promise<RegisterProject | null>;
};

/** The register that was loaded into the store, the same for every instance. */
export const storeRegister = (sql: Sql): Register => ({
  async findCompany(code) {
    const entry = await findRegisterEntry(sql, "companies", code);
    if (entry === null && !(await isRegisterLoaded(sql, "companies"))) throw noRegister();
    return entry === null ? null : RegisterCompany.parse(entry);
  },
  async findProject(code) {
    const entry = await findRegisterEntry(sql, "projects", code);
    if (entry === null && !(await isRegisterLoaded(sql, "projects"))) throw noProjects();
    return entry === null ? null : RegisterProject.parse(entry);
  },
});
