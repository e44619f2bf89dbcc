import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { listAccounts, type ServiceAccount } from "#station/db/service-accounts.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { addAccount, revokeAccount } from "#station/people/service-accounts.ts";
import { needed, optional, type CommandBody, type CommandInput } from "./command.ts";
import { inHall } from "./enter-hall.ts";
import { terminal } from "./terminal.ts";

const shown = ({ id, name, may, madeBy, madeAt, revokedAt }: ServiceAccount) => ({
  id,
  name,
  may,
  madeBy,
  madeAt,
  revokedAt,
});

const list = (input: CommandInput): Promise<number> =>
  inHall(input, { command: "account list", company: "beside-a-window" }, ({ context }) => {
    terminal.result(listAccounts(context.db).map(shown));
    return 0;
  });

function nameOf({ operands }: CommandInput): string {
  const name = operands[1];
  if (name !== undefined) return name;
  throw badInput([{ path: "NAME", message: bilingual("缺少服务账号的名称", "the account's name is needed") }]);
}

function add(input: CommandInput): Promise<number> {
  const typed = { name: nameOf(input), may: needed(input, "may"), phone: optional(input, "phone") };
  const out = optional(input, "out");
  return inHall(input, { command: "account add", company: "beside-a-window" }, async ({ context, actor }) => {
    const { account, token } = addAccount(context, actor, typed);
    try {
      if (out !== null) await writeWhole(out, Buffer.from(`${token}\n`));
    } catch (error) {
      // Nobody has its token.
      revokeAccount(context, actor, account.id);
      throw error;
    }
    terminal.note(
      "令牌只在这里出现一次，大厅里只留下它的摘要。请存成只有本人可读（0600）的文件；丢失了就停用并另开账号。",
      "The token appears once; the hall keeps only its hash. Keep it in a file of mode 0600; if it is lost, make another account.",
    );
    terminal.result({ ...shown(account), ...(out === null ? { token } : { out }) });
    return 0;
  });
}

function revoke(input: CommandInput): Promise<number> {
  const name = nameOf(input);
  return inHall(input, { command: "account revoke", company: "beside-a-window" }, ({ context, actor }) => {
    terminal.result(shown(revokeAccount(context, actor, name)));
    return 0;
  });
}

const verbs: Readonly<Record<string, (input: CommandInput) => Promise<number>>> = { list, add, revoke };

/** `hall account`: the service accounts of a hall; a supervisor makes and revokes them. */
export const accountCommand: CommandBody = {
  run(input) {
    const verb = input.operands[0] ?? "";
    const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (run !== undefined) return run(input);
    throw badInput([
      {
        path: "account",
        message: bilingual(`没有这个操作：${verb}（list、add、revoke）`, `no such verb: ${verb} (list, add, revoke)`),
      },
    ]);
  },
};
