import { createHash } from "node:crypto";
import { z } from "zod";
import type { Instant } from "#shared/time/instant.ts";
import { readKeptJson } from "./json-column.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** One act of one person (操作留痕); `detail` never holds personal data. */
export type AuditEntry = {
  at: Instant;
  actor: string;
  stationId: string;
  verb: string;
  subject: string;
  detail: Record<string, unknown>;
};

type Row = {
  seq: number;
  at: string;
  actor: string;
  station_id: string;
  verb: string;
  subject: string;
  detail: string;
  previous_hash: string;
  hash: string;
};

/** Hashed into the chain, so the text is kept exactly as written. */
const Detail = z.record(z.string(), z.unknown());

const START = "0".repeat(64);

const hashOf = (row: Omit<Row, "hash">): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        row.seq,
        row.at,
        row.actor,
        row.station_id,
        row.verb,
        row.subject,
        row.detail,
        row.previous_hash,
      ]),
    )
    .digest("hex");

/** Adds an entry to the chain. Call it inside the transaction of the act. */
export function appendAudit(db: Db, entry: AuditEntry): void {
  const last = prepared<[], { seq: number; hash: string }>(
    db,
    "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1",
  ).get();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor: entry.actor,
    station_id: entry.stationId,
    verb: entry.verb,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail),
    previous_hash: last?.hash ?? START,
  };
  prepared(
    db,
    `INSERT INTO audit (seq, at, actor, station_id, verb, subject, detail, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(row.seq, row.at, row.actor, row.station_id, row.verb, row.subject, row.detail, row.previous_hash, hashOf(row));
}

/** When the newest act was recorded; null in a new hall. */
export const findLastAuditAt = (db: Db): Instant | null =>
  prepared<[], { at: string }>(db, "SELECT at FROM audit ORDER BY seq DESC LIMIT 1").get()?.at ?? null;

/** Acts on one subject, oldest first. */
export function listAudit(db: Db, subject: string): (AuditEntry & { seq: number })[] {
  return prepared<[string], Row>(db, "SELECT * FROM audit WHERE subject = ? ORDER BY seq")
    .all(subject)
    .map((row) => ({
      seq: row.seq,
      at: row.at,
      actor: row.actor,
      stationId: row.station_id,
      verb: row.verb,
      subject: row.subject,
      detail: readKeptJson("audit.detail", Detail, row.detail, row.seq),
    }));
}

/** The last entry of the chain that was verified, with its hash. */
export type ChainPlace = { seq: number; hash: string };

/** Before the first entry. */
export const CHAIN_START: ChainPlace = { seq: 0, hash: START };

/**
 * Verifies up to `most` entries after a place. `brokenAt` is the first that does not follow from the one before it;
 * `done` means that the newest was reached.
 */
export function checkChain(
  db: Db,
  from: ChainPlace,
  max: number,
): { end: ChainPlace; brokenAt: number | null; done: boolean } {
  let end = from;
  const rows = prepared<[number, number], Row>(db, "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?").all(
    from.seq,
    max,
  );
  for (const { hash, ...rest } of rows) {
    if (rest.previous_hash !== end.hash || hashOf(rest) !== hash) return { end, brokenAt: rest.seq, done: true };
    end = { seq: rest.seq, hash };
  }
  return { end, brokenAt: null, done: rows.length < max };
}

/** The first entry whose hash does not follow from the one before it; null if the chain is whole. */
export function findBrokenLink(db: Db): number | null {
  for (let place = CHAIN_START; ;) {
    const { end, brokenAt, done } = checkChain(db, place, 1000);
    if (done) return brokenAt;
    place = end;
  }
}
