import type { FastifyInstance } from "fastify";
import type { RegisterCompany } from "../../shared/contract/register.ts";
import { checkCreditCode } from "../../shared/credit-code.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { operations } from "../operations.ts";
import { noRegister, noSuchCompany, wrongFields } from "../refusal.ts";

/** Serves company data out of the register (企业登记信息) to enrolled stations. */
export function serveRegister(app: FastifyInstance, centre: Centre): void {
  app.route<{ Params: { creditCode: string } }>({
    method: operations.register.method,
    url: operations.register.path,
    handler: async (request, reply): Promise<RegisterCompany> => {
      await authenticateTo(centre, request.headers.authorization, reply);
      const checked = checkCreditCode(request.params.creditCode);
      if (checked.verdict !== "valid") throw wrongFields([{ path: "creditCode", message: `${checked.message?.zh ?? ""} / ${checked.message?.en ?? ""}` }]);
      if (centre.register === null) throw noRegister();
      const company = await centre.register.find(checked.normalised);
      if (company === null) throw noSuchCompany();
      return company;
    },
  });
}
