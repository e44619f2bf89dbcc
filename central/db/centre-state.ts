import type { Instant } from "#shared/time/instant.ts";
import { asInstant, nullableTextOf, type Queryable, textOf, wholeOf } from "./sql.ts";

/** The state of the store: its epoch, the highest stored position, and the highest one that a backup covers. */
export type CentreState = { epoch: string; storedThrough: number; durableThrough: number; durableAt: Instant | null };

/** Any fixed number. Changing the epoch or the watermark takes this lock. */
const STATE_LOCK = 5_274_003;
/** Longer than any push takes. Beyond it a backup is tried again, so that stations need not wait. */
const QUIET_WAIT = "10s";

/** Reads the state in one statement, so that its parts are consistent. */
export async function readState(db: Queryable): Promise<CentreState> {
  const [row] = await db.query(
    `select epoch, durable_through, ${asInstant("durable_at")} as durable_at,
       (select coalesce(max(position), 0) from entries) as stored from centre_state`,
  );
  if (row === undefined) throw new Error("the store has no state");
  return {
    epoch: textOf(row, "epoch"),
    storedThrough: wholeOf(row, "stored"),
    durableThrough: wholeOf(row, "durable_through"),
    durableAt: nullableTextOf(row, "durable_at"),
  };
}

/** The store's epoch. */
export async function readEpoch(db: Queryable): Promise<string> {
  const [row] = await db.query("select epoch from centre_state");
  if (row === undefined) throw new Error("the store has no state");
  return textOf(row, "epoch");
}

/** Identifies the store by cluster, database and timeline; a restore changes it. Null if the database does not say. */
export async function readPlace(db: Queryable): Promise<string | null> {
  const rows = await db
    .query(
      `select system_identifier::text || '/' || (select oid from pg_database where datname = current_database())::text
         || '/' || timeline_id::text as place
       from pg_control_system(), pg_control_checkpoint()`,
    )
    .catch(() => []);
  return rows[0] === undefined ? null : textOf(rows[0], "place");
}

/** The place recorded when the store was last checked; null before the first time. */
export async function findKnownPlace(db: Queryable): Promise<string | null> {
  const [row] = await db.query("select place from centre_state");
  return row === undefined ? null : nullableTextOf(row, "place");
}

/** Takes the lock under which the state is changed, until the transaction ends. */
export async function lockState(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [STATE_LOCK]);
}

/** Records the present place of the store. */
export async function notePlace(tx: Queryable, place: string): Promise<void> {
  await tx.query("update centre_state set place = $1", [place]);
}

/** Letters and prefixes that may have been assigned after the backup; they are not assigned again. */
const SKIPPED_HALLS = 5;
const SKIPPED_STATIONS = 20;

/** Begins a new epoch and skips letters and prefixes. `durableThrough` is what a backup is known to cover. */
export async function beginEpoch(tx: Queryable, place: string | null, at: Instant, durableThrough = 0): Promise<void> {
  await tx.query(
    `update centre_state set epoch = gen_random_uuid(), epoch_began_at = $1, place = coalesce($2, place),
       halls_skipped = halls_skipped + ${SKIPPED_HALLS}, durable_through = $3,
       durable_at = case when $3::bigint > 0 then $1::timestamptz end`,
    [at, place, durableThrough],
  );
  await tx.query(`update halls set next_station = next_station + ${SKIPPED_STATIONS}`);
}

/** The highest position below which no entry can still appear; waits for entries being written now. */
export async function readablePosition(tx: Queryable): Promise<number> {
  await tx.query(`set local lock_timeout = '${QUIET_WAIT}'`);
  await tx.query("lock table entries in share mode");
  return (await readState(tx)).storedThrough;
}

/** Raises the watermark within an epoch; false where that epoch is over or the position does not exist. */
export async function raiseDurable(db: Queryable, epoch: string, position: number, at: Instant): Promise<boolean> {
  const rows = await db.query(
    `update centre_state set
       durable_at = case when $2::bigint >= durable_through then $3::timestamptz else durable_at end,
       durable_through = greatest(durable_through, $2::bigint)
     where epoch = $1::uuid and $2::bigint <= (select coalesce(max(position), 0) from entries) returning epoch`,
    [epoch, position, at],
  );
  return rows.length > 0;
}
