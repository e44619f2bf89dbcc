import type { CallInput, CallOutput } from "#shared/contract/call.ts";
import type { Answer, CallName, Calls, News } from "#shared/contract/calls.ts";
import { electronTransport } from "./electron-transport.ts";
import { HostProblem, unreachable } from "./host-problem.ts";
import { loopbackTransport } from "./loopback-transport.ts";
import { takeToken } from "./token.ts";
import type { Transport } from "./transport.ts";

// Nothing else in the renderer talks to the host. The Electron bridge wins where it is present.
const transport: Transport =
  window.hall === undefined ? loopbackTransport(takeToken()) : electronTransport(window.hall);

/** Asks the host; throws HostProblem with the three parts that a person needs. */
export async function ask<N extends CallName>(name: N, input: CallInput<Calls[N]>): Promise<CallOutput<Calls[N]>> {
  let answer: Answer;
  try {
    answer = await transport.call(name, input);
  } catch {
    throw new HostProblem(unreachable());
  }
  if (!answer.ok) throw new HostProblem(answer.problem);
  // The host's handler is typed by the same contract, and page and host are shipped together.
  return answer.value as CallOutput<Calls[N]>;
}

/** Hears what the host tells unasked; `onLink` says whether it can be heard. Returns the way to stop. */
export const hear = (onNews: (news: News) => void, onLink: (up: boolean) => void): (() => void) =>
  transport.listen(onNews, onLink);
