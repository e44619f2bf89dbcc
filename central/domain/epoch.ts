import type { Now } from "#shared/time/instant.ts";
import {
  beginEpoch,
  findKnownPlace,
  lockState,
  notePlace,
  readPlace,
  readState,
  type CentreState,
} from "#central/db/centre-state.ts";
import type { Queryable, Sql } from "#central/db/sql.ts";

/** The store's state. A store that was moved (restored into a new database, a replica promoted) begins a new epoch first. */
export async function currentState(sql: Sql, now: Now): Promise<CentreState> {
  const place = await readPlace(sql);
  if (place !== null && (await findKnownPlace(sql)) !== place)
    await sql.transaction((tx) => beginEpochIfMoved(tx, place, now));
  return readState(sql);
}

/** Instances that notice it together wait for each other; the first one acts. */
async function beginEpochIfMoved(tx: Queryable, place: string, now: Now): Promise<void> {
  await lockState(tx);
  const known = await findKnownPlace(tx);
  if (known === null) await notePlace(tx, place);
  else if (known !== place) await beginEpoch(tx, place, now());
}

/** Begins a new epoch by command. Stations then ask which of their records are still here and send the others again. */
export async function newEpoch(sql: Sql, now: Now, durableThrough = 0): Promise<CentreState> {
  const place = await readPlace(sql);
  await sql.transaction(async (tx) => {
    await lockState(tx);
    await beginEpoch(tx, place, now(), durableThrough);
  });
  return readState(sql);
}
