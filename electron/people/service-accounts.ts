import { randomBytes } from "node:crypto";
import { ACCOUNT_COMMANDS, type CommandName } from "#shared/contract/command-rights.ts";
import { illegalText, isBlankText } from "#shared/lib/plain-text.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem, type FieldProblem, type ProblemError } from "#shared/lib/problem.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { hallName } from "#station/core/station-settings.ts";
import { change, changeAs } from "#station/core/unit-of-work.ts";
import { findOperator, insertAccountOperator } from "#station/db/operators.ts";
import {
  findAccountByToken,
  insertAccount,
  listAccounts,
  revokeAccountRow,
  type ServiceAccount,
} from "#station/db/service-accounts.ts";
import { sha256 } from "#station/lib/hashes.ts";

/** A token is known by its beginning wherever it turns up by mistake; 256 random bits follow. */
const TOKEN_START = "lda_";
const TOKEN_BYTES = 32;
const MAX_NAME = 40;

/** What a supervisor says of a new account; `may` as it was typed. */
export type NewAccount = { name: string; may: string; phone: string | null };

/** A new account with its token, which is nowhere else. */
export type MadeAccount = { account: ServiceAccount; token: string };

const named = (accounts: readonly ServiceAccount[], name: string): ServiceAccount | undefined =>
  accounts.find((account) => account.revokedAt === null && (account.name === name || account.id === name));

function textProblem(path: string, text: string): FieldProblem[] {
  const illegal = illegalText(text, false);
  if (illegal !== null) return [{ path, message: illegal }];
  return text.length <= MAX_NAME
    ? []
    : [{ path, message: bilingual(`最多 ${MAX_NAME} 个字`, `at most ${MAX_NAME} characters`) }];
}

function readNew(context: StationContext, typed: NewAccount): { name: string; phone: string; may: CommandName[] } {
  const name = typed.name.trim();
  const phone = (typed.phone ?? "").trim();
  const asked = typed.may.split(",").map((each) => each.trim().replace(/\s+/g, " "));
  const may = ACCOUNT_COMMANDS.filter((command) => asked.includes(command));
  const unknown = asked.filter((each) => !ACCOUNT_COMMANDS.some((command) => command === each));
  const problems = [...textProblem("NAME", name), ...textProblem("--phone", phone)];
  if (isBlankText(name)) problems.push({ path: "NAME", message: bilingual("不能为空", "must not be empty") });
  if (named(listAccounts(context.db), name) !== undefined)
    problems.push({
      path: "NAME",
      message: bilingual("已有同名的服务账号在用", "an account of this name is in use already"),
    });
  if (unknown.length > 0)
    problems.push({
      path: "--may",
      message: bilingual(
        `服务账号不能有：${unknown.join("、")}；可以有：${ACCOUNT_COMMANDS.join("、")}`,
        `no right of a service account: ${unknown.join(", ")}; there are: ${ACCOUNT_COMMANDS.join(", ")}`,
      ),
    });
  // Its applications name the account as the one who answers for them.
  if (may.includes("intake") && phone === "")
    problems.push({
      path: "--phone",
      message: bilingual(
        "可以受理的账号须有电话：申请人凭它找到负责的人",
        "an account that takes applications in needs a telephone, by which applicants reach whoever answers",
      ),
    });
  if (problems.length > 0) throw badInput(problems);
  return { name, phone, may };
}

/** Makes a service account in a supervisor's name; only the hash of its token is kept. */
export function addAccount(
  context: StationContext,
  actor: Actor,
  typed: NewAccount,
  token = `${TOKEN_START}${randomBytes(TOKEN_BYTES).toString("base64url")}`,
): MadeAccount {
  const { name, phone, may } = readNew(context, typed);
  const id = context.newId();
  const account = change(context, actor, (unit) => {
    insertAccountOperator(context.db, { id, name, phone, organisation: hallName(context) });
    const row = { id, may, madeBy: actor.operator.id, madeAt: unit.at };
    insertAccount(context.db, { ...row, tokenHash: sha256(token) });
    unit.audit("account.made", id, { may });
    return { ...row, name, revokedAt: null };
  });
  return { account, token };
}

/** Revokes a service account by its name or id; its token opens nothing from now on. */
export function revokeAccount(context: StationContext, actor: Actor, name: string): ServiceAccount {
  const account = named(listAccounts(context.db), name.trim());
  if (account === undefined)
    throw badInput([
      { path: "NAME", message: bilingual(`没有在用的服务账号：${name}`, `no account of this name is in use: ${name}`) },
    ]);
  return change(context, actor, (unit) => {
    revokeAccountRow(context.db, account.id, actor.operator.id, unit.at);
    unit.audit("account.revoked", account.id, {});
    return { ...account, revokedAt: unit.at };
  });
}

const ASK_SUPERVISOR = bilingual(
  "请值班主管用 hall account 另开账号或核对权限。",
  "Ask the supervisor for an account with this right (`hall account`).",
);

const unknownToken = (): ProblemError =>
  problem(
    "token-unknown",
    bilingual("这个令牌不属于本大厅的任何服务账号。", "This token belongs to no service account of this hall."),
    NOTHING_WRITTEN,
    bilingual("请核对令牌文件和 --data 指定的文件夹。", "Check the token file and the folder named by --data."),
  );

const revoked = ({ name }: ServiceAccount): ProblemError =>
  problem(
    "account-revoked",
    bilingual(`服务账号“${name}”已停用。`, `The service account "${name}" was revoked.`),
    NOTHING_WRITTEN,
    ASK_SUPERVISOR,
  );

const withoutRight = ({ name, may }: ServiceAccount, command: CommandName): ProblemError =>
  problem(
    "account-not-allowed",
    bilingual(
      `服务账号“${name}”不能使用 hall ${command}（可以：${may.join("、")}）。`,
      `The service account "${name}" may not use \`hall ${command}\` (it may: ${may.join(", ")}).`,
    ),
    NOTHING_WRITTEN,
    ASK_SUPERVISOR,
  );

/** Lets the account of a token into one command, and audits its use. What is refused is audited too. */
export function enterByToken(context: StationContext, token: string, command: CommandName): Actor {
  const account = findAccountByToken(context.db, sha256(token));
  const refuse = (by: string, error: ProblemError): ProblemError => {
    const detail = { command, why: error.problem.code };
    changeAs(context, by, (unit) => unit.audit("command.refused", "command", detail));
    return error;
  };
  if (account === null) throw refuse("unknown", unknownToken());
  if (account.revokedAt !== null) throw refuse(account.id, revoked(account));
  if (!account.may.includes(command)) throw refuse(account.id, withoutRight(account, command));
  const operator = findOperator(context.db, account.id);
  if (operator === null) throw new Error("a service account has no row among the operators");
  const actor = { operator, station: context.station() };
  change(context, actor, (unit) => unit.audit("command.used", "command", { command, by: "token" }));
  return actor;
}
