import type { Calendars } from "#shared/time/calendar.ts";
import type { Now } from "#shared/time/instant.ts";
import type { CounterHours } from "#shared/time/working-time.ts";
import type { EventBus } from "./event-bus.ts";
import type { HealthBook } from "./health-book.ts";
import type { ProfileRegistry } from "./loaded-profiles.ts";
import type { ProgramLog } from "./log.ts";
import type { SystemClockMonitor } from "./system-clock-monitor.ts";
import type { Db } from "#station/db/database.ts";
import type { Operator } from "#station/db/operators.ts";
import type { Station } from "#station/db/stations.ts";

/** Everything the station works with; the clock, ids and randomness come from outside. */
export type StationContext = {
  /** The station's folder. */
  dir: string;
  db: Db;
  now: Now;
  /** Tells whether `now` can be relied on. */
  clock: SystemClockMonitor;
  /** What is known about the health of the database. */
  health: HealthBook;
  newId: () => string;
  random: () => number;
  /** What a guess at a PIN costs. */
  pinCost: { N: number; r: number; p: number };
  profiles: ProfileRegistry;
  calendars: Calendars;
  hours: CounterHours;
  station: () => Station;
  events: EventBus;
  log: ProgramLog;
};

/** Who does an act, and where. */
export type Actor = { operator: Operator; station: Station };
