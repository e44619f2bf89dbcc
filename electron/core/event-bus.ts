import type { StationEvent } from "#shared/contract/events.ts";

/** Passes events from services and workers on to the hosts. */
export type EventBus = {
  emit: (event: StationEvent) => void;
  /** Calls the listener with each event until the function it returns is called. */
  subscribe: (listener: (event: StationEvent) => void) => () => void;
};

/** Makes a bus without listeners. What a listener throws goes to `onError` and to nobody else. */
export function createEventBus(onError: (error: unknown) => void): EventBus {
  const subscriptions = new Set<{ listener: (event: StationEvent) => void }>();
  return {
    emit(event) {
      // A listener may subscribe or leave meanwhile.
      const present = [...subscriptions];
      for (const { listener } of present) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
  };
}
