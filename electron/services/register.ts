import { say } from "../../shared/bilingual.ts";
import type { RegisterView } from "../../shared/contract/register-calls.ts";
import { checkCreditCode } from "../../shared/credit-code.ts";
import { findCompanyAt } from "../sync/find-company.ts";
import type { CentreLink } from "../sync/call-centre.ts";

/** How to reach the centre this hall belongs to, null while there is none. */
export type CentreAccess = () => { link: CentreLink; token: string } | null;

/** Looks a company up in the centre's register; intake never waits for it. A code with a wrong check character is not asked for. */
export async function findCompany(centre: CentreAccess, creditCode: string): Promise<RegisterView> {
  const checked = checkCreditCode(creditCode);
  if (checked.verdict !== "valid") return { kind: "unavailable", why: checked.message ?? say("信用代码有误", "The credit code is wrong") };
  const access = centre();
  if (access === null) return { kind: "unavailable", why: say("中心平台尚未连接。", "The centre is not connected yet.") };
  return findCompanyAt(access.link, access.token, checked.normalised);
}
