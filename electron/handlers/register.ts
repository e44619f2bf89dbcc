import type { registerCalls } from "#shared/contract/register-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import type { CentreAccess } from "#station/services/centre-link.ts";
import { lookUpCompany, lookUpProject } from "#station/services/register.ts";

/** Answers the calls about the centre's register of companies and projects. */
export const registerHandlers = (hall: Hall, centre: CentreAccess): HandlersOf<typeof registerCalls> => ({
  "register.find": (_session, input) => lookUpCompany(hall, centre, input.creditCode),
  "register.findProject": (_session, input) => lookUpProject(hall, centre, input.projectCode),
});
