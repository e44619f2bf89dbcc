import type { FastifyInstance } from "fastify";
import { RegisterCompany, RegisterProject } from "#shared/contract/centre/register.ts";
import type { CheckResult } from "#shared/identifiers/check-result.ts";
import { checkCreditCode } from "#shared/identifiers/credit-code.ts";
import { checkProjectCode } from "#shared/identifiers/project-code.ts";
import { findRegisterEntry, isRegisterLoaded } from "#central/db/register.ts";
import type { Sql } from "#central/db/sql.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readPart } from "#central/http/read-input.ts";
import { noProjects, noRegister, noSuchCompany, noSuchProject, wrongFields } from "#central/http/refusal.ts";

/** A source of companies and projects (企业、项目登记库). Null: it has no such code. Throws a `Refusal` if it is not there. */
export type Register = {
  findCompany: (creditCode: string) => Promise<RegisterCompany | null>;
  findProject: (projectCode: string) => Promise<RegisterProject | null>;
};

/** The register loaded into the store. */
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

const wrongCode = (path: string, { message }: CheckResult) =>
  wrongFields([{ path, message: `${message?.zh ?? ""} / ${message?.en ?? ""}` }]);

/** Serves a company of the register (企业登记信息) to enrolled stations. */
export function serveRegister(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.register, async (_station, request): Promise<RegisterCompany> => {
    const checked = checkCreditCode(readPart("creditCode", request.params));
    if (checked.result !== "valid") throw wrongCode("creditCode", checked);
    const company = await centre.register.findCompany(checked.normalised);
    if (company === null) throw noSuchCompany();
    return company;
  });
}

/** Serves a project of the register (项目登记信息) to enrolled stations. */
export function serveRegisterProject(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.registerProject, async (_station, request): Promise<RegisterProject> => {
    const checked = checkProjectCode(readPart("projectCode", request.params));
    if (checked.result === "invalid") throw wrongCode("projectCode", checked);
    const project = await centre.register.findProject(checked.normalised);
    if (project === null) throw noSuchProject();
    return project;
  });
}
