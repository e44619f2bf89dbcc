import { say } from "#shared/bilingual.ts";
import type { ProjectView, RegisterView } from "#shared/contract/register-calls.ts";
import { RegisterCompany, RegisterProject } from "#shared/contract/register.ts";
import { checkCreditCode } from "#shared/credit-code.ts";
import { checkProjectCode } from "#shared/project-code.ts";
import { inOneTransaction } from "#station/db/database.ts";
import {
  findRegisterEntry,
  forgetRegisterEntry,
  keepRegisterEntry,
  type RegisterKind,
} from "#station/db/register-entries.ts";
import { findCompanyAt, findProjectAt } from "#station/sync/look-up.ts";
import type { CentreAccess } from "./centre-link.ts";
import type { Hall } from "./hall.ts";

const NO_CENTRE = { kind: "unavailable", why: say("中心平台尚未连接。", "The centre is not connected yet.") } as const;

/** Looks a company up in the centre's register; intake never waits for it. A code with a wrong check character is not asked for. */
export async function findCompany(centre: CentreAccess, creditCode: string): Promise<RegisterView> {
  const checked = checkCreditCode(creditCode);
  if (checked.verdict !== "valid")
    return { kind: "unavailable", why: checked.message ?? say("信用代码有误", "The credit code is wrong") };
  const access = centre();
  return access === null ? NO_CENTRE : findCompanyAt(access.link, access.token, checked.normalised);
}

/** Looks a project up in the centre's register. */
export async function findProject(centre: CentreAccess, projectCode: string): Promise<ProjectView> {
  const checked = checkProjectCode(projectCode);
  if (checked.verdict === "invalid")
    return { kind: "unavailable", why: checked.message ?? say("项目代码有误", "The project code is wrong") };
  const access = centre();
  return access === null ? NO_CENTRE : findProjectAt(access.link, access.token, checked.normalised);
}

type Answer = { kind: "found" | "not-found" | "unavailable" };

/** Keeps what the register said, forgets what it no longer knows. */
function remember(hall: Hall, kind: RegisterKind, code: string, answer: Answer, body: object | null): void {
  if (answer.kind === "unavailable") return;
  inOneTransaction(hall.db, () =>
    body === null
      ? forgetRegisterEntry(hall.db, kind, code)
      : keepRegisterEntry(hall.db, kind, code, JSON.stringify(body), hall.now()),
  );
}

/** The same, kept here: where the register cannot be asked, what it said last is given with the day on which it said so. */
export async function lookUpCompany(hall: Hall, centre: CentreAccess, creditCode: string): Promise<RegisterView> {
  const code = checkCreditCode(creditCode).normalised;
  const answer = await findCompany(centre, creditCode);
  remember(hall, "company", code, answer, answer.kind === "found" ? answer.company : null);
  const kept = answer.kind === "unavailable" ? findRegisterEntry(hall.db, "company", code) : null;
  return answer.kind !== "unavailable" || kept === null
    ? answer
    : {
        kind: "found",
        company: RegisterCompany.parse(JSON.parse(kept.body)),
        kept: { askedAt: kept.askedAt, why: answer.why },
      };
}

/** The same for a project. */
export async function lookUpProject(hall: Hall, centre: CentreAccess, projectCode: string): Promise<ProjectView> {
  const code = checkProjectCode(projectCode).normalised;
  const answer = await findProject(centre, projectCode);
  remember(hall, "project", code, answer, answer.kind === "found" ? answer.project : null);
  const kept = answer.kind === "unavailable" ? findRegisterEntry(hall.db, "project", code) : null;
  return answer.kind !== "unavailable" || kept === null
    ? answer
    : {
        kind: "found",
        project: RegisterProject.parse(JSON.parse(kept.body)),
        kept: { askedAt: kept.askedAt, why: answer.why },
      };
}
