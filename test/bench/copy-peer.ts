import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { NewEntry, Sender } from "#central/db/entries.ts";
import type { Sql } from "#central/db/sql.ts";

const run = promisify(execFile);

/** A value as COPY reads it in its text format. */
const copied = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");

/**
 * Seconds that PostgreSQL's own COPY takes for entries, from psql over loopback. The table has the same keys, indexes
 * and references, and is durable on return.
 */
export async function secondsOfCopy(
  { sql, databaseUrl }: { sql: Sql; databaseUrl: string },
  folder: string,
  sender: Sender,
  entries: readonly NewEntry[],
): Promise<number> {
  const file = join(folder, "entries.copy");
  const lines = entries.map((entry) =>
    [
      sender.hallId,
      entry.key,
      entry.applicationId,
      entry.sequence,
      entry.kind,
      copied(entry.payload),
      entry.payloadHash,
      entry.receipt,
      sender.stationId,
      sender.receivedAt,
    ].join("\t"),
  );
  writeFileSync(file, `${lines.join("\n")}\n`);
  await sql.query("create table copied (like entries including all, foreign key (hall_id) references halls (id))");
  const columns =
    "hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at";
  const { stdout } = await run("psql", [
    databaseUrl,
    "-X",
    "-c",
    "\\timing on",
    "-c",
    `\\copy copied (${columns}) from '${file}'`,
  ]);
  const [{ n } = { n: 0 }] = await sql.query("select count(*)::int as n from copied");
  if (n !== entries.length) throw new Error(`COPY wrote ${String(n)} rows`);
  await sql.query("drop table copied");
  return Number(/Time: ([\d.]+) ms/.exec(stdout)?.[1]) / 1000;
}
