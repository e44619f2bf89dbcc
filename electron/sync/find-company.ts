import { say } from "../../shared/bilingual.ts";
import { centrePaths } from "../../shared/contract/centre.ts";
import type { RegisterView } from "../../shared/contract/register-calls.ts";
import { RegisterCompany } from "../../shared/contract/register.ts";
import { callCentre, type CentreLink } from "./call-centre.ts";
import { NO_ANSWER, UNTRUSTED } from "./failure-words.ts";
import { problemIn, readBy, shown } from "./read-answer.ts";

/** Longer than this a clerk would wait; the values then stay as declared. */
const REGISTER_DEADLINE_MS = 3_000;

const LATE = say("登记库在 3 秒内没有应答。", "The register did not answer within 3 seconds.");
const STRANGE = say("应答不是中心平台的。", "The answer is not the centre's.");

/** Asks the centre's register for a company, once and with a short deadline; never throws for what the far end does. */
export async function findCompanyAt(link: CentreLink, token: string, creditCode: string, deadlineMs = REGISTER_DEADLINE_MS): Promise<RegisterView> {
  const outcome = await callCentre({ ...link, deadlineMs }, { method: "GET", path: centrePaths.register.replace(":creditCode", encodeURIComponent(creditCode)), token, body: null });
  switch (outcome.kind) {
    case "answered": {
      const company = outcome.status === 200 ? readBy(RegisterCompany, outcome.body) : null;
      if (company !== null && company.creditCode === creditCode) return { kind: "found", company };
      const said = problemIn(outcome.body);
      if (outcome.status === 404 && said?.code === "not-found" && outcome.body.kind === "text") return { kind: "not-found" };
      return { kind: "unavailable", why: said === null ? STRANGE : say(shown(said.what.zh), shown(said.what.en)) };
    }
    case "no-answer":
      return { kind: "unavailable", why: outcome.cause === "timeout" ? LATE : NO_ANSWER[outcome.cause] };
    case "untrusted":
      return { kind: "unavailable", why: UNTRUSTED[outcome.cause] };
    case "not-http":
    case "stopped":
      return { kind: "unavailable", why: STRANGE };
  }
}
