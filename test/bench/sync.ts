import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pushEntry as insertEntry, type NewEntry, type Sender } from "#central/db/entries.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { openDatabase } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { enrol } from "#station/sync/transport/enrol.ts";
import { runCentre, startCentreProcess } from "#test/helpers/centre-process.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { benchPayload } from "./bench-payload.ts";
import { secondsOfCopy } from "./copy-peer.ts";
import { median, plainFigure, rateFigure, secondsOf, type Figure, type Scale } from "./figure.ts";
import { secondsOfPouchdb } from "./pouchdb-peer.ts";

/**
 * `oneByOne` is enough to see a rate, for what takes one flush a record. PouchDB is fetched from the network, which a
 * check must not need.
 */
const SCALES = {
  full: { count: 10_000, turns: 3, oneByOne: 1_000, withPouchdb: true },
  small: { count: 100, turns: 1, oneByOne: 20, withPouchdb: false },
};
const now = (): string => new Date().toISOString();

/** A record of about 2 KB of its own application. */
function record(number: number): NewEntry {
  const payload = benchPayload(number);
  return {
    key: randomUUID(),
    kind: "application.accepted",
    applicationId: randomUUID(),
    sequence: 1,
    payload,
    payloadHash: createHash("sha256").update(payload).digest("hex"),
    receipt: `R-${randomUUID()}`,
  };
}
const records = (count: number): NewEntry[] => Array.from({ length: count }, (_, number) => record(number));

async function bareInserts(sql: Sql, sender: Sender, count: number): Promise<number> {
  const rows = records(count);
  return secondsOf(async () => {
    for (let at = 0; at < rows.length; at += 4)
      await Promise.all(rows.slice(at, at + 4).map((row) => insertEntry(sql, sender, row)));
  });
}

/**
 * Sends the station's own outbox, each step flushed, over HTTP to a centre in a process of its own, on PostgreSQL
 * with fsync on. Takes turns with COPY of like rows into the same database and with PouchDB replicating the same
 * documents.
 */
export async function* benchSync(scale: Scale): AsyncGenerator<Figure> {
  const { count, turns, oneByOne, withPouchdb } = SCALES[scale];
  const postgres = await openDatabases("on");
  const databaseUrl = await postgres.newDatabase();
  const { enrolmentCode } = JSON.parse(
    (await runCentre(["create-hall", "Bench hall"], { DATABASE_URL: databaseUrl })).out,
  ) as { enrolmentCode: string };
  const centre = await startCentreProcess(["--port", "0"], { DATABASE_URL: databaseUrl });
  const sql = await openPostgres(databaseUrl);
  const dir = mkdtempSync(join(tmpdir(), "bench-sync-"));
  const db = await openDatabase(join(dir, "hall.sqlite"));
  try {
    const link = { baseUrl: centre.address.url, fetch: globalThis.fetch, deadlineMs: 30_000 };
    const { token, stationId } = await enrol(link, { enrolmentCode, hallName: "Bench hall", stationName: "1" });
    const [hall] = await sql.query("select hall_id from stations where id = $1", [stationId]);
    const sender = { hallId: String(hall?.["hall_id"]), stationId, receivedAt: now() };
    const runOutboxOnce = async (turn: number): Promise<{ sent: number; seconds: number }> => {
      db.transaction(() =>
        records(count).forEach((row, number) =>
          insertOutboxEntry(db, { id: `${turn}/${number}`, ...row, createdAt: now() }),
        ),
      )();
      db.pragma("wal_checkpoint(TRUNCATE)");
      const worker = createOutboxWorker({
        port: outboxPort(db),
        centre: () => ({ link, token }),
        now,
        random: Math.random,
        setTimer: () => () => undefined,
        changed: () => undefined,
        onError: () => undefined,
      });
      let sent = 0;
      const seconds = await secondsOf(async () => (sent = (await worker.retryNow()).sent));
      await worker.close();
      return { sent, seconds };
    };
    const seconds: Record<"ours" | "copy" | "pouchdb", number[]> = { ours: [], copy: [], pouchdb: [] };
    let missing = 0;
    let why: string | null = withPouchdb ? null : "left out of a small run";
    for (let turn = 0; turn < turns; turn += 1) {
      seconds.copy.push(await secondsOfCopy({ sql, databaseUrl }, dir, sender, records(count)));
      const done = await runOutboxOnce(turn);
      seconds.ours.push(done.seconds);
      missing += count - done.sent;
      const peer: number | string = why === null ? await secondsOfPouchdb(count) : why;
      if (typeof peer === "number") seconds.pouchdb.push(peer);
      else why = peer;
    }
    const rate = (of: readonly number[]): number => count / median(of);
    const figure = `${count} records of 2 KB to PostgreSQL`;
    yield rateFigure(
      "sync",
      figure,
      { rate: rate(seconds.ours), unit: "records/s" },
      {
        name: "COPY of like rows by psql",
        value: rate(seconds.copy),
      },
    );
    if (why === null)
      yield rateFigure(
        "sync",
        figure,
        { rate: rate(seconds.ours), unit: "records/s" },
        {
          name: "PouchDB replicating the same documents",
          value: rate(seconds.pouchdb),
        },
      );
    else process.stderr.write(`PouchDB could not be measured: ${why}\n`);
    yield rateFigure(
      "sync",
      figure,
      { rate: rate(seconds.ours), unit: "records/s" },
      {
        name: "bare inserts, one record a call, 4 at once",
        value: oneByOne / (await bareInserts(sql, sender, oneByOne)),
      },
    );
    yield plainFigure("sync", "records that did not arrive", missing, "records");
  } finally {
    db.close();
    rmSync(dir, { recursive: true, force: true });
    await sql.close();
    centre.child.kill("SIGTERM");
    await centre.ended;
    await postgres.stop();
  }
}
