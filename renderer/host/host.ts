import type { CallInput, CallOutput, Answer } from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { HostProblem, unreachable } from "./host-problem.ts";
import { openPagePass } from "./page-pass.ts";
import { electronTransport, loopbackTransport, type Transport } from "./transport.ts";

const WINDOW_KEY = "hall-window";

const inAddress = (name: string): string | null => new URLSearchParams(location.hash.slice(1)).get(name);

/** Whether this is the applicant's window (`#w=applicant`), also after a reload. */
export const isApplicantWindow = (): boolean => (inAddress("w") ?? sessionStorage.getItem(WINDOW_KEY)) === "applicant";

/** The ticket in the address (`#t=…`), taken out of it before anything else runs: it stands in no history. */
function takeTicket(): string | null {
  const ticket = inAddress("t");
  if (ticket === null) return null;
  // A window opened from the counter starts with a copy of the counter's storage.
  sessionStorage.setItem(WINDOW_KEY, inAddress("w") ?? "");
  history.replaceState(null, "", location.pathname + location.search);
  return ticket;
}

/** The way to the loopback host. An address that is opened again in this window is not kept in it either. */
function overLoopback(): Transport {
  const ticket = takeTicket();
  addEventListener("hashchange", () => void takeTicket());
  return loopbackTransport(openPagePass({ ticket, mayOpenAnew: !isApplicantWindow() }));
}

// Nothing else in the renderer talks to the host. The Electron bridge wins where it is present.
const transport: Transport = window.hall === undefined ? overLoopback() : electronTransport(window.hall);

/** Calls the host; throws HostProblem with the three parts that a person needs. */
export async function ask<N extends CallName>(name: N, input: CallInput<Calls[N]>): Promise<CallOutput<Calls[N]>> {
  let answer: Answer;
  try {
    answer = await transport.call(name, input);
  } catch {
    throw new HostProblem(unreachable());
  }
  if (!answer.ok) throw new HostProblem(answer.problem);
  // The host's handler has the type of the same contract, and page and host ship together.
  return answer.value as CallOutput<Calls[N]>;
}

/** Subscribes to the host's events; `onLink` reports the connection. Returns the unsubscribe function. */
export const subscribe = (onEvent: (event: StationEvent) => void, onLink: (up: boolean) => void): (() => void) =>
  transport.subscribe(onEvent, onLink);
