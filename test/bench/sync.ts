import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pushEntry as insertEntry } from "../../central/db/entries.ts";
import { startCentre } from "../../central/start-centre.ts";
import { openDatabase } from "../../electron/db/database.ts";
import { insertOutboxEntry, outboxPort } from "../../electron/db/outbox-entries.ts";
import { createDrain } from "../../electron/sync/drain.ts";
import { enrol } from "../../electron/sync/enrol.ts";
import { centreStores } from "../helpers/centre-stores.ts";
import { plainFigure, rateFigure, type Figure } from "./figure.ts";

const RECORDS = 1_000;
const CODE = "bench-enrolment-code-1";
const now = (): string => new Date().toISOString();

/** A record of about 2 KB of its own application. */
function record(number: number): { key: string; kind: string; applicationId: string; sequence: number; payload: string; payloadHash: string } {
  const payload = JSON.stringify({ number, text: "湖滨路".repeat(210) });
  return { key: randomUUID(), kind: "application.accepted", applicationId: randomUUID(), sequence: 1, payload, payloadHash: createHash("sha256").update(payload).digest("hex") };
}

/** Drains the station's own table, each step flushed, over HTTP to a centre in this process, against bare inserts of like records into the same store. */
export async function* benchSync(): AsyncGenerator<Figure> {
  for (const { store, open } of centreStores) {
    const { sql, remove } = await open();
    const centre = await startCentre({ sql, port: 0, now, enrolmentCodes: [{ hallName: "Bench hall", code: CODE }] });
    const dir = mkdtempSync(join(tmpdir(), "bench-sync-"));
    const db = await openDatabase(join(dir, "hall.sqlite"));
    try {
      const link = { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 15_000 };
      const { token, stationId } = await enrol(link, { enrolmentCode: CODE, hallName: "Bench hall", stationName: "1" });
      for (let number = 0; number < RECORDS; number += 1) insertOutboxEntry(db, { id: String(number), ...record(number), createdAt: now() });
      const drain = createDrain({ port: outboxPort(db), centre: () => ({ link, token }), now, random: Math.random, after: () => () => undefined, changed: () => undefined, trouble: () => undefined });
      const start = performance.now();
      const result = await drain.retryNow();
      const pushed = (result.sent / (performance.now() - start)) * 1000;
      await drain.close();

      const [hall] = await sql.query("select hall_id from stations where id = $1", [stationId]);
      const hallId = String(hall?.["hall_id"]);
      const rows = Array.from({ length: RECORDS }, (_, number) => ({ ...record(number), receipt: `R-${randomUUID()}` }));
      const startBare = performance.now();
      // As many at once as the worker has under way.
      for (let at = 0; at < rows.length; at += 4) await Promise.all(rows.slice(at, at + 4).map((row) => insertEntry(sql, { hallId, stationId, receivedAt: now() }, row)));
      const bare = (RECORDS / (performance.now() - startBare)) * 1000;
      yield rateFigure("sync", `${RECORDS} records of 2 KB to ${store}${sql.durable ? "" : " (not durable)"}`, pushed, "records/s", { name: "bare inserts of like records, 4 at once", value: bare });
      yield plainFigure("sync", `records that did not arrive at ${store}`, RECORDS - result.sent, "records");
    } finally {
      db.close();
      rmSync(dir, { recursive: true, force: true });
      await centre.close();
      await remove();
    }
  }
}
