import type { Publication } from "#shared/contract/centre/publications.ts";
import { addFeedItems } from "./feed-items.ts";
import { type Queryable, textOf, wholeOf } from "./sql.ts";

/** Publishing and creating a hall exclude each other, so that no hall misses what goes everywhere. */
const PUBLICATION_LOCK = 5_274_006;

/** Blocks other publishing and new halls until the transaction ends. */
export async function lockPublications(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [PUBLICATION_LOCK]);
}

/** The halls of these names, or all for null; unknown names are left out. */
export async function listHallIds(db: Queryable, names: readonly string[] | null): Promise<string[]> {
  const rows = await db.query(
    "select id from halls where $1::json is null or name in (select value from json_array_elements_text($1::json))",
    [names === null ? null : JSON.stringify(names)],
  );
  return rows.map((row) => textOf(row, "id"));
}

/** The newest version under a name that any of the halls, or every hall, has received; null where there is none. */
export async function findNewest(
  db: Queryable,
  { kind, name }: Pick<Publication, "kind" | "name">,
  hallIds: readonly string[],
): Promise<{ version: number; hash: string } | null> {
  const [row] = await db.query(
    `select version, hash from publications where kind = $1 and name = $2 and (everywhere or id in (
       select publication_id from publication_halls
       where hall_id in (select value::uuid from json_array_elements_text($3::json))
     )) order by version desc, nth desc limit 1`,
    [kind, name, JSON.stringify(hallIds)],
  );
  return row === undefined ? null : { version: wholeOf(row, "version"), hash: textOf(row, "hash") };
}

/** The text last published under a name, to any hall; null where there is none. */
export async function findLastText(
  db: Queryable,
  { kind, name }: Pick<Publication, "kind" | "name">,
): Promise<string | null> {
  const [row] = await db.query(
    `select text from publications join published_texts using (hash)
     where kind = $1 and name = $2 order by nth desc limit 1`,
    [kind, name],
  );
  return row === undefined ? null : textOf(row, "text");
}

/** Adds a publication with its text and puts it into the halls' feeds; part of the caller's transaction. */
export async function addPublication(
  tx: Queryable,
  item: Publication,
  text: string,
  { hallIds, everywhere }: { hallIds: readonly string[]; everywhere: boolean },
): Promise<void> {
  const body = JSON.stringify(item);
  await tx.query("insert into published_texts (hash, text) values ($1, $2) on conflict (hash) do nothing", [
    item.hash,
    text,
  ]);
  await tx.query(
    `insert into publications (id, kind, name, version, hash, everywhere, body, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [item.id, item.kind, item.name, item.version, item.hash, everywhere, body, item.at],
  );
  await tx.query(
    `insert into publication_halls (hall_id, publication_id)
     select value::uuid, $1 from json_array_elements_text($2::json)`,
    [item.id, JSON.stringify(hallIds)],
  );
  await addFeedItems(
    tx,
    hallIds.map((hallId) => ({ hallId, id: item.id, body })),
  );
}

/** Gives a new hall the newest of each name that went everywhere; part of the caller's transaction. */
export async function publishToNewHall(tx: Queryable, hallId: string): Promise<void> {
  await lockPublications(tx);
  const rows = await tx.query(
    `select distinct on (kind, name) id, body from publications where everywhere
     order by kind, name, version desc, nth desc`,
  );
  const items = rows.map((row) => ({ hallId, id: textOf(row, "id"), body: textOf(row, "body") }));
  await tx.query(
    `insert into publication_halls (hall_id, publication_id)
     select $1, value::uuid from json_array_elements_text($2::json)`,
    [hallId, JSON.stringify(items.map(({ id }) => id))],
  );
  await addFeedItems(tx, items);
}

/** A text published to a hall, by its hash; null where there is none. */
export async function findPublishedText(db: Queryable, hallId: string, hash: string): Promise<string | null> {
  const [row] = await db.query(
    `select text from published_texts where hash = $2 and exists (
       select 1 from publications p join publication_halls h on h.publication_id = p.id
       where p.hash = $2 and h.hall_id = $1
     )`,
    [hallId, hash],
  );
  return row === undefined ? null : textOf(row, "text");
}

/** The profile last published under each name, to any hall. */
export async function listNewestProfiles(db: Queryable): Promise<{ name: string; hash: string }[]> {
  const rows = await db.query(
    `select distinct on (name) name, hash from publications
     where kind = 'profile.published' order by name, nth desc`,
  );
  return rows.map((row) => ({ name: textOf(row, "name"), hash: textOf(row, "hash") }));
}

/** A published text, whichever hall it was published to; null where there is none. */
export async function findText(db: Queryable, hash: string): Promise<string | null> {
  const [row] = await db.query("select text from published_texts where hash = $1", [hash]);
  return row === undefined ? null : textOf(row, "text");
}

/** All publications, newest first, with the number of halls that received each. */
export async function listPublications(db: Queryable): Promise<{ item: string; everywhere: boolean; halls: number }[]> {
  const rows = await db.query(
    `with counted as materialized (
       select publication_id, count(*)::int as halls from publication_halls group by publication_id
     )
     select body, everywhere, coalesce(counted.halls, 0) as halls
     from publications left join counted on publication_id = id order by nth desc`,
  );
  return rows.map((row) => ({
    item: textOf(row, "body"),
    everywhere: row["everywhere"] === true,
    halls: wholeOf(row, "halls"),
  }));
}
