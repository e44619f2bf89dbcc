import type { z } from "zod";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { RegisterCompany, RegisterProject } from "#shared/contract/centre/register.ts";
import type { LookUp, ProjectView, RegisterView } from "#shared/contract/register.ts";
import { checkCreditCode } from "#shared/identifiers/credit-code.ts";
import { checkProjectCode } from "#shared/identifiers/project-code.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import {
  findRegisterEntry,
  forgetRegisterEntry,
  keepRegisterEntry,
  type RegisterKind,
} from "#station/db/register-entries.ts";
import { problemIn, readBy, shown } from "./ask-centre.ts";
import { callCentre, type CentreLink } from "./call-centre.ts";
import type { CentreAccess } from "./centre-link.ts";
import { NO_ANSWER, UNTRUSTED } from "./failure-words.ts";

/** A clerk waits no longer than this; the values then stay as declared. */
const REGISTER_DEADLINE_MS = 3_000;

const LATE = bilingual("登记库在 3 秒内没有应答。", "The register did not answer within 3 seconds.");
const STRANGE = bilingual("应答不是中心平台的。", "The answer is not the centre's.");

/** Where a register is asked, and what the answer must be. */
type Question<Value> = { path: string; schema: z.ZodType<Value>; isAskedFor: (value: Value) => boolean };

/** Asks once, with the deadline of the link; never throws for what the far end does. */
async function lookUpAt<Value>(
  link: CentreLink,
  token: string,
  { path, schema, isAskedFor }: Question<Value>,
): Promise<LookUp<{ value: Value }>> {
  const outcome = await callCentre(link, { method: "GET", path, token, body: null });
  switch (outcome.kind) {
    case "answered": {
      const value = outcome.status === 200 ? readBy(schema, outcome.body) : null;
      if (value !== null && isAskedFor(value)) return { kind: "found", value };
      const said = problemIn(outcome.body);
      if (outcome.status === 404 && said?.code === "not-found" && outcome.body.kind === "text")
        return { kind: "not-found" };
      return {
        kind: "unavailable",
        why: said === null ? STRANGE : bilingual(shown(said.what.zh), shown(said.what.en)),
      };
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
  const answer = await lookUpAt({ ...link, deadlineMs }, token, {
    path,
    schema: RegisterCompany,
    isAskedFor: (company) => company.creditCode === creditCode,
  });
  return answer.kind === "found" ? { kind: "found", company: answer.value } : answer;
}

/** Asks the centre's register for a project. */
async function findProjectAt(
  link: CentreLink,
  token: string,
  projectCode: string,
  deadlineMs = REGISTER_DEADLINE_MS,
): Promise<ProjectView> {
  const path = centrePaths.registerProject.replace(":projectCode", encodeURIComponent(projectCode));
  const answer = await lookUpAt({ ...link, deadlineMs }, token, {
    path,
    schema: RegisterProject,
    isAskedFor: (project) => project.projectCode === projectCode,
  });
  return answer.kind === "found" ? { kind: "found", project: answer.value } : answer;
}

const NO_CENTRE = {
  kind: "unavailable",
  why: bilingual("中心平台尚未连接。", "The centre is not connected yet."),
} as const;

/**
 * Looks a company up in the centre's register; intake never waits for it. A code with a wrong check character is not
 * looked up.
 */
export async function findCompany(centre: CentreAccess, creditCode: string): Promise<RegisterView> {
  const checked = checkCreditCode(creditCode);
  if (checked.result !== "valid")
    return { kind: "unavailable", why: checked.message ?? bilingual("信用代码有误", "The credit code is wrong") };
  const access = centre();
  return access === null ? NO_CENTRE : findCompanyAt(access.link, access.token, checked.normalised);
}

/** Looks a project up in the centre's register. */
export async function findProject(centre: CentreAccess, projectCode: string): Promise<ProjectView> {
  const checked = checkProjectCode(projectCode);
  if (checked.result === "invalid")
    return { kind: "unavailable", why: checked.message ?? bilingual("项目代码有误", "The project code is wrong") };
  const access = centre();
  return access === null ? NO_CENTRE : findProjectAt(access.link, access.token, checked.normalised);
}

/** Keeps what the register said, and forgets what it no longer knows (null). The answer is given on a full disk too. */
function remember(context: StationContext, kind: RegisterKind, code: string, body: object | null): void {
  try {
    changeAs(context, SYSTEM, ({ at }) =>
      body === null
        ? forgetRegisterEntry(context.db, kind, code)
        : keepRegisterEntry(context.db, { kind, code, body: JSON.stringify(body), at }),
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    context.log.area("sync").warn({ code: error.problem.code }, "a register's answer was not kept");
  }
}

/**
 * Looks a company up and keeps the answer. If the register cannot be asked, the last answer is given with its date.
 */
export async function lookUpCompany(
  context: StationContext,
  centre: CentreAccess,
  creditCode: string,
): Promise<RegisterView> {
  const code = checkCreditCode(creditCode).normalised;
  const answer = await findCompany(centre, creditCode);
  if (answer.kind !== "unavailable")
    remember(context, "company", code, answer.kind === "found" ? answer.company : null);
  const kept = answer.kind === "unavailable" ? findRegisterEntry(context.db, "company", code) : null;
  return answer.kind !== "unavailable" || kept === null
    ? answer
    : {
        kind: "found",
        company: RegisterCompany.parse(JSON.parse(kept.body)),
        kept: { askedAt: kept.askedAt, why: answer.why },
      };
}

/** The same for a project. */
export async function lookUpProject(
  context: StationContext,
  centre: CentreAccess,
  projectCode: string,
): Promise<ProjectView> {
  const code = checkProjectCode(projectCode).normalised;
  const answer = await findProject(centre, projectCode);
  if (answer.kind !== "unavailable")
    remember(context, "project", code, answer.kind === "found" ? answer.project : null);
  const kept = answer.kind === "unavailable" ? findRegisterEntry(context.db, "project", code) : null;
  return answer.kind !== "unavailable" || kept === null
    ? answer
    : {
        kind: "found",
        project: RegisterProject.parse(JSON.parse(kept.body)),
        kept: { askedAt: kept.askedAt, why: answer.why },
      };
}
