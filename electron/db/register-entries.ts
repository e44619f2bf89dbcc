import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** The kinds of entries of a register. */
export type RegisterKind = "company" | "project";

/** The most entries that are kept; the oldest go first. */
const MAX_KEPT = 5000;

/** Stores the register's entry for a code; it replaces the one before. */
export function keepRegisterEntry(
  db: Db,
  { kind, code, body, at }: { kind: RegisterKind; code: string; body: string; at: Instant },
): void {
  prepared(
    db,
    `INSERT INTO register_entries (kind, code, body_sealed, asked_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, code) DO UPDATE SET body_sealed = excluded.body_sealed,
       asked_at = excluded.asked_at`,
  ).run(kind, code, seal(body), at);
  prepared(
    db,
    "DELETE FROM register_entries WHERE rowid IN (SELECT rowid FROM register_entries ORDER BY asked_at DESC LIMIT -1 OFFSET ?)",
  ).run(MAX_KEPT);
}

/** The register's last answer for a code; null if it never knew it. */
export function findRegisterEntry(db: Db, kind: RegisterKind, code: string): { body: string; askedAt: Instant } | null {
  const row = prepared<[string, string], { body_sealed: Sealed; asked_at: string }>(
    db,
    "SELECT body_sealed, asked_at FROM register_entries WHERE kind = ? AND code = ?",
  ).get(kind, code);
  return row === undefined ? null : { body: unseal(row.body_sealed), askedAt: row.asked_at };
}

/** Deletes a code that the register no longer knows. */
export function forgetRegisterEntry(db: Db, kind: RegisterKind, code: string): void {
  prepared(db, "DELETE FROM register_entries WHERE kind = ? AND code = ?").run(kind, code);
}
