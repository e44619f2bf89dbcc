import { z } from "zod";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { noteGuarded } from "./guarded-rows.ts";
import { jsonColumn } from "./json-column.ts";
import { unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A program that may use named commands (服务账号); its id is that of its row among the operators. */
export type ServiceAccount = {
  id: string;
  name: string;
  /** Names of command rights. */ may: string[];
  madeBy: string;
  madeAt: Instant;
  revokedAt: Instant | null;
};

type Row = {
  id: string;
  name_sealed: Sealed;
  may: string;
  made_by: string;
  made_at: string;
  revoked_at: string | null;
};

const may = jsonColumn("service_accounts.may", z.array(z.string()));

const SELECT = `SELECT a.operator_id AS id, o.name_sealed, a.may, a.made_by, a.made_at, a.revoked_at
  FROM service_accounts a JOIN operators o ON o.id = a.operator_id`;

const fromRow = (row: Row): ServiceAccount => ({
  id: row.id,
  name: unseal(row.name_sealed),
  may: may.read(row.may, row.id),
  madeBy: row.made_by,
  madeAt: row.made_at,
  revokedAt: row.revoked_at,
});

/** Every account, revoked ones too, the oldest first. */
export const listAccounts = (db: Db): ServiceAccount[] =>
  prepared<[], Row>(db, `${SELECT} ORDER BY a.made_at, a.operator_id`).all().map(fromRow);

/** The account with this token; null where there is none. */
export function findAccountByToken(db: Db, tokenHash: string): ServiceAccount | null {
  const row = prepared<[string], Row>(db, `${SELECT} WHERE a.token_hash = ?`).get(tokenHash);
  return row === undefined ? null : fromRow(row);
}

/** Whether somebody who acts is a program and no person. */
export const isServiceAccount = (db: Db, operatorId: string): boolean =>
  prepared<[string], number>(db, "SELECT count(*) FROM service_accounts WHERE operator_id = ?")
    .pluck()
    .get(operatorId) === 1;

/** Adds an account whose row among the operators is there already. */
export function insertAccount(
  db: Db,
  account: Omit<ServiceAccount, "name" | "revokedAt"> & { tokenHash: string },
): void {
  noteGuarded(db, "service_accounts", account.id);
  prepared(
    db,
    "INSERT INTO service_accounts (operator_id, may, token_hash, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
  ).run(account.id, may.write(account.may), account.tokenHash, account.madeBy, account.madeAt);
}

/** Revokes an account. */
export function revokeAccountRow(db: Db, id: string, by: string, at: Instant): void {
  noteGuarded(db, "service_accounts", id);
  prepared(db, "UPDATE service_accounts SET revoked_by = ?, revoked_at = ? WHERE operator_id = ?").run(by, at, id);
}
