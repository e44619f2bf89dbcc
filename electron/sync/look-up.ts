import type { z } from "zod";
import { say } from "#shared/bilingual.ts";
import { centrePaths } from "#shared/contract/centre.ts";
import type { LookUp, ProjectView, RegisterView } from "#shared/contract/register-calls.ts";
import { RegisterCompany, RegisterProject } from "#shared/contract/register.ts";
import { callCentre, type CentreLink } from "./call-centre.ts";
import { NO_ANSWER, UNTRUSTED } from "./failure-words.ts";
import { problemIn, readBy, shown } from "./read-answer.ts";

/** Longer than this a clerk would wait; the values then stay as declared. */
const REGISTER_DEADLINE_MS = 3_000;

const LATE = say("登记库在 3 秒内没有应答。", "The register did not answer within 3 seconds.");
const STRANGE = say("应答不是中心平台的。", "The answer is not the centre's.");

/** Asks once and with a short deadline; never throws for what the far end does. */
async function lookUpAt<Value>(
  link: CentreLink,
  token: string,
  path: string,
  schema: z.ZodType<Value>,
  isAskedFor: (value: Value) => boolean,
  deadlineMs: number,
): Promise<LookUp<{ value: Value }>> {
  const outcome = await callCentre({ ...link, deadlineMs }, { method: "GET", path, token, body: null });
  switch (outcome.kind) {
    case "answered": {
      const value = outcome.status === 200 ? readBy(schema, outcome.body) : null;
      if (value !== null && isAskedFor(value)) return { kind: "found", value };
      const said = problemIn(outcome.body);
      if (outcome.status === 404 && said?.code === "not-found" && outcome.body.kind === "text")
        return { kind: "not-found" };
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

/** Asks the centre's register for a company. */
export async function findCompanyAt(
  link: CentreLink,
  token: string,
  creditCode: string,
  deadlineMs = REGISTER_DEADLINE_MS,
): Promise<RegisterView> {
  const path = centrePaths.register.replace(":creditCode", encodeURIComponent(creditCode));
  const answer = await lookUpAt(
    link,
    token,
    path,
    RegisterCompany,
    (company) => company.creditCode === creditCode,
    deadlineMs,
  );
  return answer.kind === "found" ? { kind: "found", company: answer.value } : answer;
}

/** Asks the centre's register for a project. */
export async function findProjectAt(
  link: CentreLink,
  token: string,
  projectCode: string,
  deadlineMs = REGISTER_DEADLINE_MS,
): Promise<ProjectView> {
  const path = centrePaths.registerProject.replace(":projectCode", encodeURIComponent(projectCode));
  const answer = await lookUpAt(
    link,
    token,
    path,
    RegisterProject,
    (project) => project.projectCode === projectCode,
    deadlineMs,
  );
  return answer.kind === "found" ? { kind: "found", project: answer.value } : answer;
}
