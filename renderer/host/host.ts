import type { CallInput, CallOutput, Answer } from "#shared/contract/call.ts";
import type { CallName, Calls } from "#shared/contract/calls.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { HostProblem, unreachable } from "./host-problem.ts";
import { electronTransport, loopbackTransport, type Transport } from "./transport.ts";

const KEY = "hall-token";
const WINDOW_KEY = "hall-window";

const inAddress = (name: string): string | null => new URLSearchParams(location.hash.slice(1)).get(name);

/** Whether this is the window turned to the applicant (`#w=applicant`), after a reload too. */
export const isApplicantWindow = (): boolean => (inAddress("w") ?? sessionStorage.getItem(WINDOW_KEY)) === "applicant";

/** The loopback host's token: it comes in the fragment (`#t=…`), is kept for this tab only, and leaves the address at once. */
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
export const subscribe = (onEvent: (event: StationEvent) => void, onLink: (up: boolean) => void): (() => void) =>
  transport.subscribe(onEvent, onLink);
