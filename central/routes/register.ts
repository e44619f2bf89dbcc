import type { FastifyInstance } from "fastify";
import type { CheckResult } from "#shared/check-result.ts";
import type { RegisterCompany, RegisterProject } from "#shared/contract/register.ts";
import { checkCreditCode } from "#shared/credit-code.ts";
import { checkProjectCode } from "#shared/project-code.ts";
import type { Centre } from "#central/centre.ts";
import { operations } from "#central/operations.ts";
import { noSuchCompany, noSuchProject, wrongFields } from "#central/refusal.ts";
import { readPart } from "#central/read-input.ts";
import { serveStations } from "#central/serve-callers.ts";

const wrongCode = (path: string, { message }: CheckResult) =>
  wrongFields([{ path, message: `${message?.zh ?? ""} / ${message?.en ?? ""}` }]);

/** Serves company data out of the register (企业登记信息) to enrolled stations. */
export function serveRegister(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.register, async (_station, request): Promise<RegisterCompany> => {
    const checked = checkCreditCode(readPart("creditCode", request.params));
    if (checked.verdict !== "valid") throw wrongCode("creditCode", checked);
    const company = await centre.register.findCompany(checked.normalised);
    if (company === null) throw noSuchCompany();
    return company;
  });
}

/** Serves project data out of the register (项目登记信息) to enrolled stations. */
export function serveRegisterProject(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.registerProject, async (_station, request): Promise<RegisterProject> => {
    const checked = checkProjectCode(readPart("projectCode", request.params));
    if (checked.verdict === "invalid") throw wrongCode("projectCode", checked);
    const project = await centre.register.findProject(checked.normalised);
    if (project === null) throw noSuchProject();
    return project;
  });
}
