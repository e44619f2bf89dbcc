import { z } from "zod";
import type { Db } from "./database.ts";
import { jsonColumn } from "./json-column.ts";
import { findSetting, putSetting } from "./settings.ts";

/** Where a PIN is typed: a guess at the kiosk keeps nobody from the windows. */
export const PinPlace = z.enum(["window", "kiosk"]);
export type PinPlace = z.infer<typeof PinPlace>;

const PinTries = z.strictObject({
  operatorId: z.string(),
  place: PinPlace,
  /** Tries since the right PIN. */ wrong: z.int().nonnegative(),
  lastAt: z.string(),
  /** When the last lock-out began; null where there was none. */ lockedAt: z.string().nullable(),
});
/** How often a person's PIN was tried at one place; it outlives the program. */
export type PinTries = z.infer<typeof PinTries>;

/** A handful of people and places: one setting holds them all. */
const KEY = "pin.tries";
const column = jsonColumn("settings.value", z.array(PinTries));

/** The tries at every person's PIN. */
export function listPinTries(db: Db): PinTries[] {
  const text = findSetting(db, KEY);
  return text === null ? [] : column.read(text, KEY);
}

/** The tries at one person's PIN at one place; null where there were none since the right one. */
export const findPinTries = (db: Db, operatorId: string, place: PinPlace): PinTries | null =>
  listPinTries(db).find((one) => one.operatorId === operatorId && one.place === place) ?? null;

/** Keeps the tries at one person's PIN at one place, and drops those that `isOver`. */
export function putPinTries(db: Db, tries: PinTries, isOver: (one: PinTries) => boolean): void {
  const others = listPinTries(db).filter((one) => one.operatorId !== tries.operatorId || one.place !== tries.place);
  putSetting(db, KEY, column.write([...others, tries].filter((one) => !isOver(one))));
}
