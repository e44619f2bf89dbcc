import type { TheirVersion } from "#shared/contract/centre/push.ts";
import { asInstant, textOf, wholeOf } from "./sql.ts";
import type { NewEntry, Sender } from "./entries.ts";
import type { Queryable } from "./sql.ts";

/** The first of two keys of an advisory lock; the second is the application's. */
const VERSION_LOCK = 5_274;

/** What an application begins with is made at one window only: two can meet from its second version on. A visit without a number has no versions. */
export const mayMeet = ({ sequence, kind }: Pick<NewEntry, "sequence" | "kind">): boolean =>
  sequence > 1 && !kind.startsWith("reception.");

/** Keeps other windows from adding to these applications until the transaction ends; in one order everywhere, so that none waits for another in a ring. */
export async function lockVersions(tx: Queryable, entries: readonly NewEntry[]): Promise<void> {
  const ids = [...new Set(entries.map(({ applicationId }) => applicationId.toLowerCase()))];
  await tx.query(
    "select pg_advisory_xact_lock($1, place) from (select distinct hashtext(id) as place from json_array_elements_text($2::json) as id order by 1) as places",
    [VERSION_LOCK, JSON.stringify(ids)],
  );
}

/** Of entries about to be taken, those whose version of an application a window of the hall has sent, by key, each with what is held; an entry that is held itself is none. It may be the same window, put back since to an older copy of its store. */
export async function findVersionConflicts(
  tx: Queryable,
  from: Sender,
  entries: readonly NewEntry[],
): Promise<Map<string, TheirVersion>> {
  const rows = await tx.query(
    `select distinct on (sent.key) sent.key as own_key, held.key, held.sequence, held.kind, held.payload_hash, ${asInstant("held.received_at")} as received_at, stations.name, stations.prefix
     from json_to_recordset($2::json) as sent(key uuid, application_id uuid, sequence bigint)
     join entries held on held.application_id = sent.application_id and held.hall_id = $1::uuid and held.sequence = sent.sequence and held.key <> sent.key
     join stations on stations.hall_id = held.hall_id and stations.id = held.station_id
     where not exists (select 1 from entries own where own.hall_id = $1::uuid and own.key = sent.key)
     order by sent.key, held.position`,
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
