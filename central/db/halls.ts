import { randomUUID } from "node:crypto";
import type { Instant } from "#shared/time/instant.ts";
import { publishToNewHall } from "./publications.ts";
import { type Queryable, type Sql, textOf, wholeOf } from "./sql.ts";

/** A hall (大厅) at the centre; `letters` begin the prefix of each of its stations. */
export type Hall = { id: string; name: string; letters: string };

/** Letters that nobody mistakes for a digit. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const HALL_LOCK = 5_274_002;

/** The letters of the hall that was created after `index` others: A … Z without I and O, then AA, AB …. */
export function hallLetters(index: number): string {
  const tail = LETTERS.charAt(index % LETTERS.length);
  return index < LETTERS.length ? tail : hallLetters(Math.floor(index / LETTERS.length) - 1) + tail;
}

/** Finds a hall by name, or creates it with new letters. Halls are never deleted, so letters are never reused. */
export async function ensureHall(sql: Sql, name: string, at: Instant): Promise<Hall> {
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [HALL_LOCK]);
    const [found] = await tx.query("select id, name, letters from halls where name = $1", [name]);
    if (found !== undefined)
      return { id: textOf(found, "id"), name: textOf(found, "name"), letters: textOf(found, "letters") };
    const [count] = await tx.query(
      "select count(*)::int + (select halls_skipped from centre_state) as halls from halls",
    );
    const hall: Hall = {
      id: randomUUID(),
      name,
      letters: hallLetters(count === undefined ? 0 : wholeOf(count, "halls")),
    };
    await tx.query("insert into halls (id, name, letters, created_at) values ($1, $2, $3, $4)", [
      hall.id,
      hall.name,
      hall.letters,
      at,
    ]);
    await publishToNewHall(tx, hall.id);
    return hall;
  });
}

/** Takes the next station prefix of a hall, such as `A01`; the row lock separates two enrolments. */
export async function takePrefix(db: Queryable, hallId: string): Promise<string> {
  const [row] = await db.query(
    "update halls set next_station = next_station + 1 where id = $1 returning letters, next_station - 1 as taken",
    [hallId],
  );
  if (row === undefined) throw new Error("no such hall");
  return textOf(row, "letters") + String(wholeOf(row, "taken")).padStart(2, "0");
}
