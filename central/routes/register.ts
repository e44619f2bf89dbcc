import type { FastifyInstance } from "fastify";
import type { CheckResult } from "../../shared/check-result.ts";
import type { RegisterCompany, RegisterProject } from "../../shared/contract/register.ts";
import { checkCreditCode } from "../../shared/credit-code.ts";
import { checkProjectCode } from "../../shared/project-code.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { operations } from "../operations.ts";
import { noSuchCompany, noSuchProject, wrongFields } from "../refusal.ts";

const wrongCode = (path: string, { message }: CheckResult) => wrongFields([{ path, message: `${message?.zh ?? ""} / ${message?.en ?? ""}` }]);

/** Serves company data out of the register (企业登记信息) to enrolled stations. */
export function serveRegister(app: FastifyInstance, centre: Centre): void {
  app.route<{ Params: { creditCode: string } }>({
    method: operations.register.method,
    url: operations.register.path,
    handler: async (request, reply): Promise<RegisterCompany> => {
      await authenticateTo(centre, request.headers.authorization, reply);
      const checked = checkCreditCode(request.params.creditCode);
      if (checked.verdict !== "valid") throw wrongCode("creditCode", checked);
      const company = await centre.register.findCompany(checked.normalised);
      if (company === null) throw noSuchCompany();
      return company;
    },
  });
}

/** Serves project data out of the register (项目登记信息) to enrolled stations. */
export function serveRegisterProject(app: FastifyInstance, centre: Centre): void {
  app.route<{ Params: { projectCode: string } }>({
    method: operations.registerProject.method,
    url: operations.registerProject.path,
    handler: async (request, reply): Promise<RegisterProject> => {
      await authenticateTo(centre, request.headers.authorization, reply);
      const checked = checkProjectCode(request.params.projectCode);
      if (checked.verdict === "invalid") throw wrongCode("projectCode", checked);
      const project = await centre.register.findProject(checked.normalised);
      if (project === null) throw noSuchProject();
      return project;
    },
  });
}
