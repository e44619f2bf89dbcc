import type { Db } from "./database.ts";
import { noteGuarded, noteGuardedIfSound } from "./guarded-rows.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A member of staff who takes in applications or supervises (经办人、值班主管). */
export type Operator = {
  id: string;
  name: string;
  phone: string;
  role: "clerk" | "supervisor";
  organisation: string;
  pinHash: string;
};

type Row = {
  id: string;
  name_sealed: Sealed;
  phone_sealed: Sealed;
  role: Operator["role"];
  organisation: string;
  pin_hash: string;
};

const fromRow = (row: Row): Operator => ({
  id: row.id,
  name: unseal(row.name_sealed),
  phone: unseal(row.phone_sealed),
  role: row.role,
  organisation: row.organisation,
  pinHash: row.pin_hash,
});

/** Everyone who may sign in, in the order of their ids. */
export function listOperators(db: Db): Operator[] {
  return prepared<[], Row>(db, "SELECT * FROM operators WHERE remote = 0 ORDER BY id").all().map(fromRow);
}

/** One operator, or null. */
export function findOperator(db: Db, id: string): Operator | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM operators WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** Adds an operator. */
export function insertOperator(db: Db, operator: Operator): void {
  noteGuarded(db, "operators", operator.id);
  prepared(
    db,
    "INSERT INTO operators (id, name_sealed, phone_sealed, role, organisation, pin_hash) VALUES (?, ?, ?, ?, ?, ?)",
  ).run(operator.id, seal(operator.name), seal(operator.phone), operator.role, operator.organisation, operator.pinHash);
}

/** Replaces the hash of somebody's PIN by a dearer one. This does not make a row right that was changed outside the program. */
export function setPinHash(db: Db, id: string, pinHash: string): void {
  noteGuardedIfSound(db, "operators", id);
  prepared(db, "UPDATE operators SET pin_hash = ? WHERE id = ?").run(pinHash, id);
}

/** Adds the name by which records know a service account; nobody signs in by it. */
export function insertAccountOperator(
  db: Db,
  { id, name, phone, organisation }: Pick<Operator, "id" | "name" | "phone" | "organisation">,
): void {
  prepared(
    db,
    `INSERT INTO operators (id, name_sealed, phone_sealed, role, organisation, pin_hash, remote)
      VALUES (?, ?, ?, 'clerk', ?, '', 1)`,
  ).run(id, seal(name), seal(phone), organisation);
}

/**
 * Stores somebody of another station who handled a record. They cannot sign in here; people of this station stay
 * unchanged.
 */
export function keepRemoteOperator(
  db: Db,
  { id, name, phone, organisation }: Pick<Operator, "id" | "name" | "phone" | "organisation">,
): void {
  prepared(
    db,
    `INSERT INTO operators (id, name_sealed, phone_sealed, role, organisation, pin_hash, remote)
      VALUES (?, ?, ?, 'clerk', ?, '', 1)
     ON CONFLICT (id) DO UPDATE SET name_sealed = excluded.name_sealed, phone_sealed = excluded.phone_sealed,
       organisation = excluded.organisation WHERE remote = 1 AND excluded.organisation <> ''`,
  ).run(id, seal(name), seal(phone), organisation);
}
