import { bilingual } from "#shared/lib/bilingual.ts";
import type { CallInput, CallOutput, HandlerInput, Answer } from "#shared/contract/call.ts";
import { calls, type CallName, type Calls } from "#shared/contract/calls.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, ProblemError, badInput, problem } from "#shared/lib/problem.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { checkJsonShape } from "#station/lib/json-shape.ts";
import type { Session } from "./session.ts";

/** What answers some calls of the contract. */
export type HandlersOf<Some> = {
  [Name in keyof Some]: (
    session: Session,
    input: HandlerInput<Some[Name]>,
  ) => CallOutput<Some[Name]> | Promise<CallOutput<Some[Name]>>;
};
/** What answers every call of the contract. */
export type Handlers = HandlersOf<Calls>;

/** The one way in for every host: role and input are checked here, before any handler runs. */
export type Dispatcher = {
  dispatch: (session: Session, name: string, input: unknown) => Promise<Answer>;
  subscribe: (listener: (event: StationEvent) => void) => () => void;
};

const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name);

function refuseRole(session: Session, name: string) {
  return problem(
    session.role === "none" ? "not-signed-in" : "not-allowed",
    session.role === "none"
      ? bilingual("请先登录。", "Please sign in first.")
      : bilingual(`当前身份不能进行这项操作（${name}）。`, `This role may not do that (${name}).`),
    NOTHING_WRITTEN,
    bilingual("请由有权限的人员登录后再操作。", "Ask somebody who may do it to sign in."),
  );
}

function asProblem(error: unknown, onError: (error: unknown) => void) {
  if (error instanceof ProblemError) return error.problem;
  onError(error);
  return problem(
    "unexpected",
    bilingual("程序内部出错，这项操作没有完成。", "The program failed inside; the act was not completed."),
    DATA_IS_SAFE,
    bilingual(
      "请重试；若再次出现，请联系管理员并说明时间。",
      "Try again; if it happens again, tell the administrator the time.",
    ),
  ).problem;
}

/** Builds the dispatcher over handlers; `report` receives errors that no handler foresaw, never input. */
export function createDispatcher(
  handlers: Handlers,
  subscribe: Dispatcher["subscribe"],
  onError: (error: unknown) => void,
): Dispatcher {
  async function run<Name extends CallName>(
    session: Session,
    name: Name,
    input: unknown,
  ): Promise<CallOutput<Calls[Name]>> {
    const declared = calls[name];
    if (!declared.roles.includes(session.role)) throw refuseRole(session, name);
    checkJsonShape(input);
    const parsed = declared.input.safeParse(input);
    if (!parsed.success) throw badInput(zodProblems(parsed.error.issues));
    return await handlers[name](session, parsed.data as HandlerInput<Calls[Name]>);
  }
  return {
    subscribe,
    async dispatch(session, name, input) {
      try {
        if (!isCallName(name))
          throw badInput([{ path: "name", message: bilingual("没有这个调用。", "There is no such call.") }]);
        return { ok: true, value: await run(session, name, input) };
      } catch (error) {
        return { ok: false, problem: asProblem(error, onError) };
      }
    },
  };
}

/** Calls a handler as a page would, for hosts without a page; throws the problem instead of wrapping it. */
export async function askDispatcher<Name extends CallName>(
  dispatcher: Dispatcher,
  session: Session,
  name: Name,
  input: CallInput<Calls[Name]>,
): Promise<CallOutput<Calls[Name]>> {
  const answer = await dispatcher.dispatch(session, name, input);
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value as CallOutput<Calls[Name]>;
}
