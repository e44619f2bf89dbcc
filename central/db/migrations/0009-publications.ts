import type { Migration } from "./migration.ts";

/**
 * What was published to halls (发布件): each text once by its hash, and which hall was told of it; `everywhere` also
 * reaches halls that are created later.
 */
export const migration0009: Migration = {
  id: 9,
  name: "publications",
  statements: [
    "create table published_texts (hash text primary key check (length(hash) = 64), text text not null)",
    `create table publications (
      id uuid primary key,
      nth bigint generated always as identity,
      kind text not null,
      name text not null,
      version bigint not null,
      hash text not null references published_texts (hash),
      everywhere boolean not null,
      body text not null,
      published_at timestamptz not null
    )`,
    "create index publications_by_name on publications (kind, name, nth)",
    `create table publication_halls (
      hall_id uuid not null references halls (id),
      publication_id uuid not null references publications (id),
      primary key (hall_id, publication_id)
    )`,
  ],
};
