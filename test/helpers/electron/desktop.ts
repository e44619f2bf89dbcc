import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { preventable, type ScreenEvents } from "./events.ts";

/** A part of the desktop. */
export type Area = { x: number; y: number; width: number; height: number };

/** A display: its whole area, and what the system's own bars leave of it. */
export type TestDisplay = { id: number; bounds: Area; workArea: Area };

let list: TestDisplay[] = [];
const overlap = (one: Area, other: Area): number =>
  Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)) *
  Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y));
const primary = (): TestDisplay => {
  const [first] = list;
  if (first === undefined) throw new Error("a desktop has a display");
  return first;
};

/** The displays of the desktop, as the test has set them. */
export const displays = {
  matching: (area: Area): TestDisplay =>
    list.reduce((best, one) => (overlap(one.bounds, area) > overlap(best.bounds, area) ? one : best), primary()),
};

class StandInScreen
  extends EventEmitter<ScreenEvents>
  implements Pick<Electron.Screen, "getAllDisplays" | "getPrimaryDisplay" | "getDisplayMatching">
{
  getAllDisplays = (): Electron.Display[] => list as Electron.Display[];
  getPrimaryDisplay = (): Electron.Display => primary() as Electron.Display;
  getDisplayMatching = (area: Electron.Rectangle): Electron.Display => displays.matching(area) as Electron.Display;
}

/** Electron's view of the displays. */
export const screen = new StandInScreen();

/** Sets the displays; those that went are told of, as when a cable is pulled. */
export function setDisplays(next: TestDisplay[]): void {
  const before = list;
  list = next;
  for (const gone of before.filter(({ id }) => !next.some((one) => one.id === id)))
    screen.emit("display-removed", preventable(), gone as Electron.Display);
  const isMoved = (one: TestDisplay): boolean =>
    before.some((was) => was.id === one.id && JSON.stringify(was) !== JSON.stringify(one));
  for (const kept of next.filter(isMoved))
    screen.emit("display-metrics-changed", preventable(), kept as Electron.Display, ["bounds", "workArea"]);
}

/** The machine's sleep, waking and shutting down. */
export const powerMonitor = new EventEmitter();
