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

/** The front door of an open station without workers. A fault of the program fails the test. */
export const testDispatcher = (context: StationContext): Dispatcher =>
  createDispatcher({
    context,
    contract: calls,
    handlers: callsWithoutWorkers(),
    actorOf,
    onError: (error) => {
      throw error;
    },
  });
