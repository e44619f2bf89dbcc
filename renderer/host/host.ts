import type { CallInput, CallOutput, Answer } from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { HostProblem, unreachable } from "./host-problem.ts";
import { electronTransport, loopbackTransport, type Transport } from "./transport.ts";

const KEY = "hall-token";
const WINDOW_KEY = "hall-window";

const inAddress = (name: string): string | null => new URLSearchParams(location.hash.slice(1)).get(name);

/** Whether this is the applicant's window (`#w=applicant`), also after a reload. */
export const isApplicantWindow = (): boolean => (inAddress("w") ?? sessionStorage.getItem(WINDOW_KEY)) === "applicant";

/** The loopback host's token from the fragment (`#t=…`): kept for this tab only and removed from the address. */
function takeToken(): string {
  const given = inAddress("t");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    // A window opened from the counter starts with a copy of the counter's storage.
    sessionStorage.setItem(WINDOW_KEY, inAddress("w") ?? "");
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) ?? "";
}

// Nothing else in the renderer talks to the host. The Electron bridge wins where it is present.
const transport: Transport =
  window.hall === undefined ? loopbackTransport(takeToken()) : electronTransport(window.hall);

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
