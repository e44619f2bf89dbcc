import type { TheirVersion } from "#shared/contract/centre/push.ts";
import type { NewEntry, Sender } from "./entries.ts";
import { asInstant, type Queryable, textOf, wholeOf } from "./sql.ts";

/** The first of two keys of an advisory lock; the second is the application's. */
const VERSION_LOCK = 5_274;

/** Whether two windows can make the same version: only from the second on. A reception has no versions. */
export const mayMeet = ({ sequence, kind }: Pick<NewEntry, "sequence" | "kind">): boolean =>
  sequence > 1 && !kind.startsWith("reception.");

/** Locks these applications until the transaction ends, in one order everywhere so that no two calls deadlock. */
export async function lockVersions(tx: Queryable, entries: readonly NewEntry[]): Promise<void> {
  const ids = [...new Set(entries.map(({ applicationId }) => applicationId.toLowerCase()))];
  await tx.query(
    `select pg_advisory_xact_lock($1, place) from (
       select distinct hashtext(id) as place from json_array_elements_text($2::json) as id order by 1
     ) as places`,
    [VERSION_LOCK, JSON.stringify(ids)],
  );
}

/**
 * Of entries to write, those whose version of an application a window of the hall has already sent, by key, with the
 * stored one. An entry that is stored itself is no conflict. It may be the same window, restored from an older backup.
 */
export async function findVersionConflicts(
  tx: Queryable,
  from: Sender,
  entries: readonly NewEntry[],
): Promise<Map<string, TheirVersion>> {
  const rows = await tx.query(
    `select sent.key as own_key, stored.key, stored.sequence, stored.kind, stored.payload_hash,
       ${asInstant("stored.received_at")} as received_at, its_station.name, its_station.prefix
     from json_to_recordset($2::json) as sent(key uuid, application_id uuid, sequence bigint)
     cross join lateral (
       select key, sequence, kind, payload_hash, received_at, station_id from entries
       where entries.application_id = sent.application_id and entries.hall_id = $1::uuid
         and entries.sequence = sent.sequence and entries.key <> sent.key
       -- Not the bare position: its index would be walked for the first that fits.
       order by position + 0 limit 1
     ) as stored
     cross join lateral (
       select name, prefix from stations where stations.hall_id = $1::uuid and stations.id = stored.station_id limit 1
     ) as its_station
     where (
       select 1 from entries own where own.hall_id = $1::uuid and own.key = sent.key limit 1
     ) is null`,
    [
      from.hallId,
      JSON.stringify(
        entries.map(({ key, applicationId, sequence }) => ({ key, application_id: applicationId, sequence })),
      ),
    ],
  );
  return new Map(
    rows.map((row) => [
      textOf(row, "own_key"),
      {
        key: textOf(row, "key"),
        sequence: wholeOf(row, "sequence"),
        kind: textOf(row, "kind"),
        payloadHash: textOf(row, "payload_hash"),
        receivedAt: textOf(row, "received_at"),
        window: { name: textOf(row, "name"), prefix: textOf(row, "prefix") },
      },
    ]),
  );
}
