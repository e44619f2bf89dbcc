import type { registerCalls } from "../../shared/contract/register-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import { findCompany, type CentreAccess } from "../services/register.ts";

/** Answers the calls about the centre's company register. */
export const registerHandlers = (centre: CentreAccess): HandlersOf<typeof registerCalls> => ({
  "register.find": (_session, input) => findCompany(centre, input.creditCode),
});
