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
    `select distinct on (sent.key) sent.key as own_key, stored.key, stored.sequence, stored.kind, stored.payload_hash,
       ${asInstant("stored.received_at")} as received_at, stations.name, stations.prefix
     from json_to_recordset($2::json) as sent(key uuid, application_id uuid, sequence bigint)
     join entries stored on stored.application_id = sent.application_id and stored.hall_id = $1::uuid
       and stored.sequence = sent.sequence and stored.key <> sent.key
     join stations on stations.hall_id = stored.hall_id and stations.id = stored.station_id
     where not exists (select 1 from entries own where own.hall_id = $1::uuid and own.key = sent.key)
     order by sent.key, stored.position`,
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
