import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** What a register has entries of. */
export type RegisterKind = "company" | "project";

/** More than this is of no use at a window; the oldest go first. */
const MAX_KEPT = 5000;

/** Keeps what the register says of a code; it replaces what it said before. */
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

/** What the register said of a code when it was last asked, null where it never knew it. */
export function findRegisterEntry(db: Db, kind: RegisterKind, code: string): { body: string; askedAt: Instant } | null {
  const row = prepared<[string, string], { body_sealed: Sealed; asked_at: string }>(
    db,
    "SELECT body_sealed, asked_at FROM register_entries WHERE kind = ? AND code = ?",
  ).get(kind, code);
  return row === undefined ? null : { body: unseal(row.body_sealed), askedAt: row.asked_at };
}

/** Forgets a code that the register no longer knows. */
export function forgetRegisterEntry(db: Db, kind: RegisterKind, code: string): void {
  prepared(db, "DELETE FROM register_entries WHERE kind = ? AND code = ?").run(kind, code);
}
