import {
  isOpenTo,
  type Answer,
  type Call,
  type CallInput,
  type CallOutput,
  type CallRole,
  type HandlerInput,
  type Role,
} from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, ProblemError, badInput, problem, type Problem } from "#shared/lib/problem.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { checkJsonShape } from "#station/lib/json-shape.ts";
import { faultProblem } from "./fault-problem.ts";
import { noteDamage } from "./health-book.ts";
import { asRequest, newLogId } from "./log.ts";
import type { Session } from "./session.ts";
import type { EventBus } from "./event-bus.ts";
import type { Actor, StationContext } from "./station-context.ts";

/** The page that makes a call, and the person responsible for it. */
export type Caller = Actor & { session: Session };

/** Roles whose pages have no responsible person. */
const UNSIGNED = ["none", "applicant"] as const satisfies readonly Role[];

/** Who makes a call; no person if the call is open to a page without a sign-in. */
type CallerOf<C> = [Extract<CallRole<C>, (typeof UNSIGNED)[number]>] extends [never] ? Caller : { session: Session };

/** The function that answers a call; role and input are already checked. A service function can stand here itself. */
export type Handler<C> = (
  context: StationContext,
  caller: CallerOf<C>,
  input: HandlerInput<C>,
) => CallOutput<C> | Promise<CallOutput<C>>;
/** The functions that answer some calls of the contract, by name. */
export type HandlersOf<Some> = { [Name in keyof Some]: Handler<Some[Name]> };

/** The single entry point for every host. */
export type Dispatcher = {
  dispatch: (session: Session, name: string, input: unknown) => Promise<Answer>;
  subscribe: EventBus["subscribe"];
};

/** What a dispatcher needs; `onError` receives unforeseen errors, never input. */
export type DispatcherParts<Contract> = {
  context: StationContext;
  contract: Contract;
  handlers: HandlersOf<Contract>;
  actorOf: (context: StationContext, session: Session) => Actor;
  onError: (error: unknown) => void;
};

function refuseRole(session: Session, name: string) {
  if (session.role === "none")
    return problem(
      "not-signed-in",
      bilingual("请先登录。", "Please sign in first."),
      NOTHING_WRITTEN,
      bilingual("请由有权限的人员登录后再操作。", "Ask somebody who may do it to sign in."),
    );
  return problem(
    "not-allowed",
    bilingual(`当前身份不能进行这项操作（${name}）。`, `This role may not do that (${name}).`),
    NOTHING_WRITTEN,
    bilingual("请由有权限的人员登录后再操作。", "Ask somebody who may do it to sign in."),
  );
}

/** Builds the dispatcher: it checks role and input of every call before a handler runs. */
export function createDispatcher<Contract extends Record<string, Call>>(parts: DispatcherParts<Contract>): Dispatcher {
  const { context, contract, handlers, actorOf, onError } = parts;
  const log = context.log.area("calls");

  /** A refusal is normal; anything else thrown is a fault of the program. */
  function asProblem(error: unknown, call: string, requestId: string): Problem {
    if (error instanceof ProblemError) {
      const fields = { call, code: error.problem.code };
      if (error.cause === undefined) log.info(fields, "refused a call");
      else {
        log.warn({ ...fields, err: error }, "refused a call");
        noteDamage(context, error.cause);
      }
      return error.problem;
    }
    const at = new Date().toISOString();
    log.error({ call, err: error }, "answering a call");
    onError(error);
    noteDamage(context, error);
    return faultProblem(error, at, requestId).problem;
  }

  async function run(session: Session, name: string, input: unknown): Promise<unknown> {
    const declared = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (declared === undefined)
      throw badInput([{ path: "name", message: bilingual("没有这个调用。", "There is no such call.") }]);
    if (!isOpenTo(declared, session.role)) throw refuseRole(session, name);
    checkJsonShape(input);
    const parsed = declared.input.safeParse(input);
    if (!parsed.success) throw badInput(zodProblems(parsed.error.issues));
    const isUnsigned = UNSIGNED.some((role) => isOpenTo(declared, role));
    const caller = isUnsigned ? { session } : { ...actorOf(context, session), session };
    // The contract's and the handlers' types agree by name; here the name is known only at run time.
    const handler = handlers[name] as (context: StationContext, caller: object, input: unknown) => unknown;
    return await handler(context, caller, parsed.data);
  }

  return {
    subscribe: context.events.subscribe,
    dispatch(session, name, input) {
      const requestId = newLogId();
      // A caller may send any name, so the log holds only names of the contract.
      const call = Object.hasOwn(contract, name) ? name : "unknown";
      return asRequest(requestId, async (): Promise<Answer> => {
        try {
          const value = await run(session, name, input);
          log.debug({ call, role: session.role }, "answered a call");
          return { ok: true, value };
        } catch (error) {
          return { ok: false, problem: asProblem(error, call, requestId) };
        }
      });
    },
  };
}

/** Makes a call as a page would, for hosts without a page; throws the problem instead of wrapping it. */
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
