import type { Instant } from "#shared/time/instant.ts";
import { asInstant, nullableTextOf, textOf, wholeOf } from "./sql.ts";
import type { Queryable } from "./sql.ts";

/** How the store stands: its epoch, the highest position it holds, and up to which one a backup or a durable copy reaches. */
export type CentreState = { epoch: string; storedThrough: number; durableThrough: number; durableAt: Instant | null };

/** Any fixed number; whoever changes the epoch or the watermark holds this lock. */
const STATE_LOCK = 5_274_003;
/** Longer than any push takes; past it a backup is tried again rather than holding the stations up. */
const QUIET_WAIT = "10s";

/** Reads the state in one statement, so that its parts belong together. */
export async function readState(db: Queryable): Promise<CentreState> {
  const [row] = await db.query(
    `select epoch, durable_through, ${asInstant("durable_at")} as durable_at, (select coalesce(max(position), 0) from entries) as stored from centre_state`,
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

/** Where this store lies: cluster, database and timeline. Another place, or a place put back, is another text; null where the database does not tell. */
export async function readPlace(db: Queryable): Promise<string | null> {
  const rows = await db
    .query(
      `select system_identifier::text || '/' || (select oid from pg_database where datname = current_database())::text || '/' || timeline_id::text as place
       from pg_control_system(), pg_control_checkpoint()`,
    )
    .catch(() => []);
  return rows[0] === undefined ? null : textOf(rows[0], "place");
}

/** The place the store was in when it was last looked at, null before the first time. */
export async function findKnownPlace(db: Queryable): Promise<string | null> {
  const [row] = await db.query("select place from centre_state");
  return row === undefined ? null : nullableTextOf(row, "place");
}

/** Takes the lock under which the state is changed, until the transaction ends. */
export async function lockState(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [STATE_LOCK]);
}

/** Notes where the store lies now. */
export async function notePlace(tx: Queryable, place: string): Promise<void> {
  await tx.query("update centre_state set place = $1", [place]);
}

/** Letters and prefixes that a lost stretch of the store may have given out already. */
const SKIPPED_HALLS = 5;
const SKIPPED_STATIONS = 20;

/** Begins a new epoch; letters and prefixes that were given out after the backup are jumped over. `durableThrough` is what is known to lie in a backup still. */
export async function beginEpoch(tx: Queryable, place: string | null, at: Instant, durableThrough = 0): Promise<void> {
  await tx.query(
    `update centre_state set epoch = gen_random_uuid(), epoch_began_at = $1, place = coalesce($2, place), halls_skipped = halls_skipped + ${SKIPPED_HALLS},
       durable_through = $3, durable_at = case when $3::bigint > 0 then $1::timestamptz end`,
    [at, place, durableThrough],
  );
  await tx.query(`update halls set next_station = next_station + ${SKIPPED_STATIONS}`);
}

/** The highest position of which none below it can still appear: waits for the entries being written at this moment. */
export async function readablePosition(tx: Queryable): Promise<number> {
  await tx.query(`set local lock_timeout = '${QUIET_WAIT}'`);
  await tx.query("lock table entries in share mode");
  return (await readState(tx)).storedThrough;
}

/** Moves the watermark up, within the epoch in which the position was read; false where another epoch has begun since, or there is no such position. */
export async function raiseDurable(db: Queryable, epoch: string, position: number, at: Instant): Promise<boolean> {
  const rows = await db.query(
    `update centre_state set durable_at = case when $2::bigint >= durable_through then $3::timestamptz else durable_at end, durable_through = greatest(durable_through, $2::bigint)
     where epoch = $1::uuid and $2::bigint <= (select coalesce(max(position), 0) from entries) returning epoch`,
    [epoch, position, at],
  );
  return rows.length > 0;
}
