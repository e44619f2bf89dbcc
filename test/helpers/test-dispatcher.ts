import { isDeepStrictEqual } from "node:util";
import { stationCalls } from "#station/app/calls.ts";
import { createDispatcher, type Dispatcher } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { calls } from "#shared/contract/calls.ts";

/** The functions that answer every call of the page, over a station without workers. */
export const callsWithoutWorkers = () =>
  stationCalls({
    sync: { wake: async () => undefined, pause: () => null },
    centre: () => null,
    printers: { states: () => new Map(), look: () => undefined },
  });

/** Electron clones what it carries, the loopback host writes it as JSON: an answer must be the same either way. */
function checkCarried(name: string, value: unknown): void {
  const asText: unknown = JSON.parse(JSON.stringify(value));
  if (!isDeepStrictEqual(structuredClone(value), asText)) throw new Error(`${name} is not the same as JSON`);
}

/** The front door of an open station without workers. A fault of the program fails the test. */
export function testDispatcher(context: StationContext): Dispatcher {
  const dispatcher = createDispatcher({
    context,
    contract: calls,
    handlers: callsWithoutWorkers(),
    actorOf,
    onError: (error) => {
      throw error;
    },
  });
  return {
    subscribe: dispatcher.subscribe,
    async dispatch(session, name, input) {
      const answer = await dispatcher.dispatch(session, name, input);
      checkCarried(name, answer);
      return answer;
    },
  };
}
