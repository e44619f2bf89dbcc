import { EventEmitter } from "node:events";
import type { Calendars } from "#shared/time/calendar.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import type { Now } from "#shared/time/instant.ts";
import type { CounterHours } from "#shared/time/working-time.ts";
import type { HealthBook } from "./health-book.ts";
import type { ProfileRegistry } from "./loaded-profiles.ts";
import type { ProgramLog } from "./log.ts";
import type { SystemClockMonitor } from "./system-clock-monitor.ts";
import type { Db } from "#station/db/database.ts";
import type { Operator } from "#station/db/operators.ts";
import type { Station } from "#station/db/stations.ts";

/** Everything that the station works with; the clock, ids and chance come in from outside. */
export type StationContext = {
  /** The station's folder. */
  dir: string;
  db: Db;
  now: Now;
  /** Watches whether `now` can be relied on. */
  clock: SystemClockMonitor;
  /** What is known about the soundness of the store. */
  health: HealthBook;
  newId: () => string;
  random: () => number;
  profiles: ProfileRegistry;
  calendars: Calendars;
  hours: CounterHours;
  station: () => Station;
  events: EventBus;
  log: ProgramLog;
};

/** Who does an act, and where. */
export type Actor = { operator: Operator; station: Station };

/** Passes events from slices and workers on to the hosts. */
export type EventBus = {
  emit: (event: StationEvent) => void;
  subscribe: (listener: (event: StationEvent) => void) => () => void;
};

/** Makes an event bus that nobody listens to yet. */
export function createEventBus(): EventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(100);
  return {
    emit: (event) => emitter.emit("event", event),
    subscribe(listener) {
      emitter.on("event", listener);
      return () => emitter.off("event", listener);
    },
  };
}
