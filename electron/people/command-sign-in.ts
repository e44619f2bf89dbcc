import { COMMAND_RIGHTS, type CommandName } from "#shared/contract/command-rights.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";
import { openSession } from "#station/core/session.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { changeAs } from "#station/core/unit-of-work.ts";
import { listOperators, type Operator } from "#station/db/operators.ts";
import { checkPin, settlePin } from "./sign-in.ts";

const notTheirs = ({ name }: Operator, command: CommandName): ProblemError =>
  problem(
    "not-allowed",
    bilingual(`${name}不能使用 hall ${command}。`, `${name} may not use \`hall ${command}\`.`),
    NOTHING_WRITTEN,
    bilingual("请值班主管登录后再操作。", "Ask the supervisor to sign in and do it."),
  );

const nobody = (): ProblemError =>
  problem(
    "hall-without-people",
    bilingual("本大厅还没有可以登录的人员。", "Nobody can sign in to this hall yet."),
    NOTHING_WRITTEN,
    bilingual("请先打开窗口程序，登记人员后再使用命令。", "Open the window program and enter its people first."),
  );

/** The people of this hall who may use a command; throws where the hall has nobody at all. */
export function peopleFor({ db }: Pick<StationContext, "db">, command: CommandName): Operator[] {
  const people = listOperators(db);
  if (people.length === 0) throw nobody();
  const right = COMMAND_RIGHTS[command];
  return people.filter(({ role }) => right.kind === "signed-in" && right.roles.includes(role));
}

/**
 * Lets a person into one command by their PIN, and audits it. A wrong PIN counts as one at a window's sign-in page does.
 */
export async function enterByPin(
  context: StationContext,
  { operatorId, pin }: { operatorId: string; pin: string },
  command: CommandName,
): Promise<Actor> {
  const checked = await checkPin(context, openSession(), operatorId, pin);
  const { operator } = checked;
  const isTheirs = peopleFor(context, command).some(({ id }) => id === operator.id);
  changeAs(context, operator.id, (unit) => {
    settlePin(unit, checked);
    const verb = isTheirs ? "command.used" : "command.refused";
    unit.audit(verb, "command", { command, by: "pin" });
  });
  if (!isTheirs) throw notTheirs(operator, command);
  return { operator, station: context.station() };
}
