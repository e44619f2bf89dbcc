import type { Answer, CallInput, CallOutput } from "#shared/contract/call.ts";
import { calls, type CallName, type Calls } from "#shared/contract/calls.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import type { StationBridge } from "#renderer/host/transport.ts";

/** What the host answers, by call. A handler that throws a `ProblemError` refuses; any other error breaks the connection. */
export type Answers = {
  [N in CallName]?: (input: CallInput<Calls[N]>) => CallOutput<Calls[N]> | Promise<CallOutput<Calls[N]>>;
};

/** One call that the page made. */
export type MadeCall = { name: string; input: unknown };

type State = {
  answers: Answers;
  made: MadeCall[];
  unanswered: string[];
  listeners: Set<(event: StationEvent) => void>;
};

const fresh = (): State => ({ answers: {}, made: [], unanswered: [], listeners: new Set() });
let state = fresh();

const isCallName = (name: string): name is CallName => name in calls;

/** Checks the input against the contract, as the host does, then asks the test's handler. */
async function answerTo(name: string, input: unknown): Promise<Answer> {
  state.made.push({ name, input });
  if (!isCallName(name)) throw new Error(`The contract has no call ${name}.`);
  const handler = state.answers[name] as ((parsed: unknown) => unknown) | undefined;
  if (handler === undefined) {
    state.unanswered.push(name);
    throw new Error(`The test gives no answer to ${name}.`);
  }
  const parsed = calls[name].input.parse(input);
  try {
    return { ok: true, value: await handler(parsed) };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The bridge that Electron's preload script puts on `window`, with the test behind it. */
export const bridge: StationBridge = {
  call: answerTo,
  onEvent: (listener) => {
    state.listeners.add(listener);
    return () => state.listeners.delete(listener);
  },
};

/** The host as a test sees it. */
export const host = {
  /** Adds answers for this test. */
  answer: (answers: Answers): void => {
    state.answers = { ...state.answers, ...answers };
  },
  /** The inputs of one call, in order. */
  inputsOf: (name: CallName): unknown[] => state.made.filter((one) => one.name === name).map((one) => one.input),
  /** Sends an event to the page. */
  emit: (event: StationEvent): void => state.listeners.forEach((listener) => listener(event)),
  /** Forgets the test; returns the calls that it gave no answer to. */
  reset: (): string[] => {
    const { unanswered } = state;
    state = fresh();
    return unanswered;
  },
};
