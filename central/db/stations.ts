import type { Instant } from "../../shared/time.ts";
import { textOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** A station (窗口) that may speak for its hall, and the store's epoch at the moment it was looked up. */
export type Station = { id: string; hallId: string; epoch: string };

/** A station to be enrolled; `hallNameGiven` is what it called its hall, kept to find a code used in the wrong hall. */
export type NewStation = Omit<Station, "epoch"> & { name: string; hallNameGiven: string; prefix: string; tokenHash: string };

/** Enrols a station; its prefix and its token's hash are unique over all halls. */
export async function addStation(db: Queryable, station: NewStation, at: Instant): Promise<void> {
  await db.query("insert into stations (hall_id, id, name, hall_name_given, prefix, token_hash, enrolled_at) values ($1, $2, $3, $4, $5, $6, $7)", [
    station.hallId,
    station.id,
    station.name,
    station.hallNameGiven,
    station.prefix,
    station.tokenHash,
    at,
  ]);
}

/** The station that holds the token with this hash, or null where there is none or it was revoked. */
export async function findStationByToken(db: Queryable, tokenHash: string): Promise<Station | null> {
  const [row] = await db.query("select id, hall_id, (select epoch from centre_state) as epoch from stations where token_hash = $1 and revoked_at is null", [tokenHash]);
  return row === undefined ? null : { id: textOf(row, "id"), hallId: textOf(row, "hall_id"), epoch: textOf(row, "epoch") };
}

/** Ends a station's right to speak (吊销), by its prefix; false where no enrolled station has it. Its records stay. */
export async function revokeStation(db: Queryable, prefix: string, at: Instant): Promise<boolean> {
  const rows = await db.query("update stations set revoked_at = $2 where prefix = $1 and revoked_at is null returning id", [prefix, at]);
  return rows.length > 0;
}
