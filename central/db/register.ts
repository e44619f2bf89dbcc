import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { type Queryable, textOf } from "./sql.ts";

/** The two registers (登记库) that a centre may have. */
export type RegisterPart = "companies" | "projects";

const Body = z.record(z.string(), z.unknown());
const Source = z.strictObject({ zh: z.string(), en: z.string() });

/** An entry with its register's source and date; null where the register has no such code. */
export async function findRegisterEntry(
  db: Queryable,
  part: RegisterPart,
  code: string,
): Promise<Record<string, unknown> | null> {
  const [row] = await db.query(
    "select body, source, as_of from register_entries join register_loads using (part) where part = $1 and code = $2",
    [part, code],
  );
  return row === undefined
    ? null
    : {
        ...Body.parse(JSON.parse(textOf(row, "body"))),
        source: Source.parse(JSON.parse(textOf(row, "source"))),
        asOf: textOf(row, "as_of"),
      };
}

/** Whether a register was ever loaded. */
export const isRegisterLoaded = async (db: Queryable, part: RegisterPart): Promise<boolean> =>
  (await db.query("select 1 from register_loads where part = $1", [part])).length > 0;

/** The date of the data last loaded into a register; null where none was loaded. */
export async function findRegisterDay(db: Queryable, part: RegisterPart): Promise<LocalDate | null> {
  const [row] = await db.query("select as_of from register_loads where part = $1", [part]);
  return row === undefined ? null : textOf(row, "as_of");
}

/** Entries per statement. */
const PIECE = 5000;

/** Replaces a register; part of the caller's transaction. */
export async function replaceRegister(
  tx: Queryable,
  { part, source, asOf }: { part: RegisterPart; source: Bilingual; asOf: LocalDate },
  entries: readonly { code: string; body: object }[],
  at: Instant,
): Promise<void> {
  // A register of a whole country takes longer than a request may.
  await tx.query("set local statement_timeout = 0");
  await tx.query(
    `insert into register_loads (part, source, as_of, loaded_at) values ($1, $2, $3, $4)
     on conflict (part) do update set
       source = excluded.source, as_of = excluded.as_of, loaded_at = excluded.loaded_at`,
    [part, JSON.stringify(source), asOf, at],
  );
  await tx.query("delete from register_entries where part = $1", [part]);
  for (let from = 0; from < entries.length; from += PIECE) {
    const piece = entries.slice(from, from + PIECE).map(({ code, body }) => ({ code, body: JSON.stringify(body) }));
    await tx.query(
      `insert into register_entries (part, code, body)
       select $1, code, body from json_to_recordset($2::json) as one(code text, body text)`,
      [part, JSON.stringify(piece)],
    );
  }
}
