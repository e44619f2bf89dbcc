import { StationKind } from "#shared/contract/centre/station.ts";
import { type Instant, later } from "#shared/time/instant.ts";
import { asInstant, nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/**
 * An enrolled station (窗口), with the store's epoch when it was looked up. Stations enrolled before kinds were kept have
 * none until an administrator names it.
 */
export type Station = { id: string; hallId: string; kind: StationKind | null; epoch: string };

/** A station to enrol. `hallNameGiven` is its own name for the hall: it shows a code used in the wrong hall. */
export type NewStation = Omit<Station, "epoch" | "kind"> & {
  kind: StationKind;
  name: string;
  hallNameGiven: string;
  prefix: string;
  tokenHash: string;
};

/** Enrols a station; its prefix and its token's hash are unique over all halls. */
export async function addStation(db: Queryable, station: NewStation, at: Instant): Promise<void> {
  await db.query(
    `insert into stations (hall_id, id, name, hall_name_given, prefix, token_hash, enrolled_at, kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      station.hallId,
      station.id,
      station.name,
      station.hallNameGiven,
      station.prefix,
      station.tokenHash,
      at,
      station.kind,
    ],
  );
}

/** Revokes a station (吊销) by its prefix; false where no enrolled station has it. Its records stay. */
export async function revokeStation(db: Queryable, prefix: string, at: Instant): Promise<boolean> {
  const rows = await db.query(
    "update stations set revoked_at = $2 where prefix = $1 and revoked_at is null returning id",
    [prefix, at],
  );
  return rows.length > 0;
}

/** The kind in a column; null where none is recorded. */
const kindOf = (row: Row): StationKind | null => StationKind.nullable().parse(nullableTextOf(row, "kind"));

/** Records the kind of a station that has none, by its prefix; false where no such station is without one. */
export async function setStationKind(db: Queryable, prefix: string, kind: StationKind): Promise<boolean> {
  const rows = await db.query("update stations set kind = $2 where prefix = $1 and kind is null returning id", [
    prefix,
    kind,
  ]);
  return rows.length > 0;
}

/** Records one kind for every station that has none. */
export async function setMissingKinds(db: Queryable, kind: StationKind): Promise<void> {
  await db.query("update stations set kind = $1 where kind is null", [kind]);
}

/** How many enrolled stations have no kind. */
export async function countWithoutKind(db: Queryable): Promise<number> {
  const [row] = await db.query("select count(*) as n from stations where kind is null and revoked_at is null");
  return row === undefined ? 0 : wholeOf(row, "n");
}

/** A station as an administrator sees it. */
export type StationLine = {
  hall: string;
  prefix: string;
  name: string;
  hallNameGiven: string;
  /** Null where an administrator still has to name it. */ kind: StationKind | null;
  enrolledAt: Instant;
  revokedAt: Instant | null;
};

/** Every station ever enrolled, by hall and prefix. */
export async function listStations(db: Queryable): Promise<StationLine[]> {
  const rows = await db.query(
    `select halls.name as hall, prefix, stations.name, hall_name_given, kind,
       ${asInstant("enrolled_at")} as enrolled_at, ${asInstant("revoked_at")} as revoked_at
     from stations join halls on halls.id = hall_id order by halls.name, prefix`,
  );
  return rows.map((row) => ({
    hall: textOf(row, "hall"),
    prefix: textOf(row, "prefix"),
    name: textOf(row, "name"),
    hallNameGiven: textOf(row, "hall_name_given"),
    kind: kindOf(row),
    enrolledAt: textOf(row, "enrolled_at"),
    revokedAt: nullableTextOf(row, "revoked_at"),
  }));
}

/** The station with a prefix, revoked or not, with its hall's name here and its own name for it; null where none has it. */
export async function findStationByPrefix(
  db: Queryable,
  prefix: string,
): Promise<{ id: string; hallId: string; hallNames: string[] } | null> {
  const [row] = await db.query(
    `select stations.id, hall_id, halls.name as hall, hall_name_given
     from stations join halls on halls.id = hall_id where prefix = $1`,
    [prefix],
  );
  return row === undefined
    ? null
    : {
        id: textOf(row, "id"),
        hallId: textOf(row, "hall_id"),
        hallNames: [textOf(row, "hall"), textOf(row, "hall_name_given")],
      };
}

/** A station of a hall as far as entries carried for it are checked; `tokenHashes` are those of its valid tokens. */
export type ProvingStation = { id: string; hallId: string; prefix: string; tokenHashes: string[]; isRevoked: boolean };

/** The station of a hall with a prefix, revoked or not; null where the hall has none. */
export async function findProvingStation(
  db: Queryable,
  hallId: string,
  prefix: string,
): Promise<ProvingStation | null> {
  const [row] = await db.query(
    `select id, hall_id, prefix, token_hash, next_token_hash, previous_token_hash, revoked_at is not null as is_revoked
     from stations where prefix = $1 and hall_id = $2`,
    [prefix, hallId],
  );
  if (row === undefined) return null;
  return {
    id: textOf(row, "id"),
    hallId: textOf(row, "hall_id"),
    prefix: textOf(row, "prefix"),
    // A file may have been made just before the token changed.
    tokenHashes: ["token_hash", "next_token_hash", "previous_token_hash"].flatMap(
      (name) => nullableTextOf(row, name) ?? [],
    ),
    isRevoked: row["is_revoked"] === true,
  };
}

/** How long a token stays valid after its successor's first use: calls under way still carry it. */
const OVERLAP_MS = 600_000;

/** The station whose token has this hash; null where unknown or revoked. A new token takes effect at its first use. */
export async function findStationByToken(db: Queryable, tokenHash: string, now: Instant): Promise<Station | null> {
  const [row] = await db.query(
    `select id, hall_id, kind, next_token_hash = $1 as is_next, (select epoch from centre_state) as epoch from stations
     where (token_hash = $1 or next_token_hash = $1 or (previous_token_hash = $1 and previous_until > $2::timestamptz))
       and revoked_at is null`,
    [tokenHash, now],
  );
  if (row === undefined) return null;
  if (row["is_next"] === true) await takeNext(db, tokenHash, now);
  return { id: textOf(row, "id"), hallId: textOf(row, "hall_id"), kind: kindOf(row), epoch: textOf(row, "epoch") };
}

/** If two calls use it at once, the second changes nothing. */
async function takeNext(db: Queryable, tokenHash: string, now: Instant): Promise<void> {
  const until = later(now, OVERLAP_MS);
  await db.query(
    `update stations set previous_token_hash = token_hash, previous_until = $2,
       token_hash = next_token_hash, next_token_hash = null where next_token_hash = $1`,
    [tokenHash, until],
  );
}

/** Stores the hash of a station's next token. The present one stays valid until its first use: an answer may be lost. */
export async function offerToken(db: Queryable, station: Station, tokenHash: string): Promise<void> {
  await db.query("update stations set next_token_hash = $3 where hall_id = $1 and id = $2 and revoked_at is null", [
    station.hallId,
    station.id,
    tokenHash,
  ]);
}
