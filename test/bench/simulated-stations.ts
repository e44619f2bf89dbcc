import { randomUUID } from "node:crypto";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { centrePaths, type BatchEntry, type PushEntry } from "#shared/contract/centre/push.ts";
import { hallLetters } from "#central/db/halls.ts";
import type { Sql } from "#central/db/sql.ts";
import { sha256Hex } from "#central/lib/secrets.ts";
import { benchPayload } from "./bench-payload.ts";
import type { LoadCall } from "./load.ts";

/** A station as the load simulation plays it; `keys` are those of its newest acknowledged records. */
export type SimulatedStation = {
  hallId: string;
  token: string;
  prefix: string;
  serial: number;
  keys: string[];
  cursor: string | null;
};

/** Windows of one hall. */
export const WINDOWS = 6;
/** Keys that a station asks about in each pull. */
const SPOT_CHECK = 5;

/** Writes halls and stations straight into the centre's tables: enrolment itself is limited on purpose. */
export async function enrolMany(sql: Sql, halls: number): Promise<SimulatedStation[]> {
  const made = Array.from({ length: halls }, (_, nth) => ({
    id: randomUUID(),
    letters: hallLetters(nth),
    name: `Simulated hall ${nth}`,
  }));
  await sql.query(
    `insert into halls (id, name, letters, created_at) select id, name, letters, now()
      from json_to_recordset($1::json) as one(id uuid, name text, letters text)`,
    [JSON.stringify(made)],
  );
  const stations = made.flatMap(({ id, letters }) =>
    Array.from({ length: WINDOWS }, (_, nth) => ({
      id: randomUUID(),
      hall_id: id,
      prefix: `${letters}${String(nth + 1).padStart(2, "0")}`,
      token: `lds_${randomUUID()}`,
      name: `${nth + 1}`,
    })),
  );
  const rows = stations.map(({ token, ...station }) => ({ ...station, token_hash: sha256Hex(token) }));
  await sql.query(
    `insert into stations (hall_id, id, name, hall_name_given, prefix, token_hash, enrolled_at)
      select hall_id, id, name, '', prefix, token_hash, now()
      from json_to_recordset($1::json) as one(hall_id uuid, id uuid, name text, prefix text, token_hash text)`,
    [JSON.stringify(rows)],
  );
  return stations.map(({ hall_id, token, prefix }) => ({
    hallId: hall_id,
    token,
    prefix,
    serial: 0,
    keys: [],
    cursor: null,
  }));
}

/** A record of about 2 KB in the shape that the centre reads: a number, an applicant of its own, an address, two utilities. */
export function nextRecord(station: SimulatedStation): BatchEntry {
  station.serial += 1;
  const filler: unknown = JSON.parse(benchPayload(station.serial));
  const { prefix, serial } = station;
  const form = { header: { applicant: `${prefix} 示例公司 ${serial}`, site: `云海路 ${serial} 号 ${prefix}` } };
  const payload = JSON.stringify({
    acceptanceNumber: formatAcceptanceNumber({ prefix, year: 2026, serial }),
    acceptedAt: "2026-11-20T01:00:00.000Z",
    content: { utilities: ["water", "power"], form },
    decision: { routes: [{ route: "commitment" }] },
    filler,
  });
  return {
    key: randomUUID(),
    kind: "application.accepted",
    applicationId: randomUUID(),
    sequence: 1,
    payload,
    payloadHash: sha256Hex(payload),
  };
}

/** One record in a call of its own, as a station sends it after each act. */
export function pushOf(station: SimulatedStation): LoadCall {
  const { key, ...entry } = nextRecord(station);
  const body: PushEntry = entry;
  return {
    method: "PUT",
    path: centrePaths.push.replace(":key", key),
    token: station.token,
    body: JSON.stringify(body),
    answered: () => void (station.keys = [...station.keys.slice(1 - SPOT_CHECK), key]),
  };
}

/** What waited through an outage, in one call. */
export const batchOf = (station: SimulatedStation, records: number): LoadCall => ({
  method: "POST",
  path: centrePaths.pushBatch,
  token: station.token,
  body: JSON.stringify({ entries: Array.from({ length: records }, () => nextRecord(station)) }),
  answered: () => undefined,
});

/** The calls of one pull in their order: the centre's status, whether it has the newest records, what is new. */
export function pullOf(station: SimulatedStation): LoadCall[] {
  const { token, keys, cursor } = station;
  const get = (path: string, answered: LoadCall["answered"] = () => undefined): LoadCall => ({
    method: "GET",
    path,
    token,
    body: null,
    answered,
  });
  const held: LoadCall[] =
    keys.length === 0
      ? []
      : [
          {
            method: "POST",
            path: centrePaths.accepted,
            token,
            body: JSON.stringify({ keys }),
            answered: () => undefined,
          },
        ];
  const feed = get(
    cursor === null ? centrePaths.feed : `${centrePaths.feed}?after=${cursor}`,
    (text) => void (station.cursor = (JSON.parse(text) as { cursor: string }).cursor),
  );
  return [get(centrePaths.status), ...held, feed];
}
