import { STAFF } from "./call.ts";
import { calls, type CallName } from "./calls.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";

/** People who sign in to a command. */
export type StaffRole = (typeof STAFF)[number];

/**
 * Who may use a command of `hall`: anybody who can run the program, a supervisor whom the command itself asks, or
 * people of some roles and, where `forAccounts`, service accounts that were given this right.
 */
export type CommandRight =
  | { kind: "anybody"; why: Bilingual }
  | { kind: "asks-supervisor" }
  | { kind: "signed-in"; roles: readonly StaffRole[]; forAccounts: boolean };

const anybody = (zh: string, en: string): CommandRight => ({ kind: "anybody", why: bilingual(zh, en) });

/** The staff who may do the same on a page may do it by command. */
const like = (call: CallName): CommandRight => ({
  kind: "signed-in",
  roles: STAFF.filter((role) => calls[call].roles.some((each) => each === role)),
  forAccounts: true,
});

const RULES_ONLY = anybody("只读地方规则", "reads rules only");
const MACHINE_ONLY = anybody("只查看机器和程序", "looks at machine and program only");
const SUPERVISOR_ONLY: CommandRight = { kind: "signed-in", roles: ["supervisor"], forAccounts: false };

const RIGHTS = {
  intake: like("application.submit"),
  show: like("application.get"),
  print: like("application.get"),
  ledger: like("ledger.export"),
  "paper-forms": like("paperForm.print"),
  "outbox export": like("outbox.export"),
  "outbox import": like("outbox.import"),
  "printers add": like("printer.save"),
  "printers test": like("printer.test"),
  "account add": SUPERVISOR_ONLY,
  "account list": SUPERVISOR_ONLY,
  "account revoke": SUPERVISOR_ONLY,
  restored: { kind: "asks-supervisor" },
  wipe: { kind: "asks-supervisor" },
  profiles: RULES_ONLY,
  schema: RULES_ONLY,
  route: RULES_ONLY,
  clock: RULES_ONLY,
  verify: anybody("只核对手里的 PDF，不显示申请人信息", "checks a PDF at hand and shows nothing of the applicant"),
  sync: anybody("程序自己也做，只报编号和状态", "the program does it by itself; tells numbers and states only"),
  enrol: anybody("凭中心平台管理员给的注册码", "by the code of the centre's administrator"),
  trust: anybody("不碰记录；指纹由人核对", "touches no record; a person compares the fingerprint"),
  "printers list": MACHINE_ONLY,
  "printers status": MACHINE_ONLY,
  serve: anybody("页面各自登录", "each page has its own sign-in"),
  demo: anybody("另建一个演示大厅", "makes a demonstration hall of its own"),
  doctor: MACHINE_ONLY,
  log: anybody("日志里没有个人信息", "the log holds no personal data"),
} as const satisfies Record<string, CommandRight>;

/** A command of `hall`, with its verb where it has verbs. */
export type CommandName = keyof typeof RIGHTS;

/** Who may use each command; the command line and the administrator's guide read this one table. */
export const COMMAND_RIGHTS: Readonly<Record<CommandName, CommandRight>> = RIGHTS;

const isCommandName = (name: string): name is CommandName => Object.hasOwn(RIGHTS, name);

/** Every command, in the order of the guide. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(RIGHTS).filter(isCommandName);

/** The commands that a service account can be given. */
export const ACCOUNT_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter((name) => {
  const right = COMMAND_RIGHTS[name];
  return right.kind === "signed-in" && right.forAccounts;
});

const ROLE_WORDS: Record<StaffRole, Bilingual> = {
  clerk: bilingual("经办人", "clerk"),
  supervisor: bilingual("值班主管", "supervisor"),
};

/** The two cells of the guide's table for a command: who may use it, and whether a service account can be given it. */
export function rightWords(name: CommandName): { who: Bilingual; accounts: Bilingual } {
  const right = COMMAND_RIGHTS[name];
  const none = bilingual("–", "–");
  switch (right.kind) {
    case "anybody":
      return {
        who: bilingual(`不需登录：${right.why.zh}`, `no sign-in: ${right.why.en}`),
        accounts: none,
      };
    case "asks-supervisor":
      return { who: bilingual("命令当场问值班主管的口令", "asks for a supervisor's PIN itself"), accounts: none };
    case "signed-in":
      return {
        who: bilingual(
          right.roles.map((role) => ROLE_WORDS[role].zh).join("、"),
          right.roles.map((role) => ROLE_WORDS[role].en).join(", "),
        ),
        accounts: right.forAccounts ? bilingual("可以", "yes") : bilingual("不可以", "no"),
      };
  }
}
