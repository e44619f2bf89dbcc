import type { Migration } from "./migration.ts";

/**
 * Every entry gets a position, so that a backup can be said to reach up to one; the one row of `centre_state` holds the
 * epoch (纪元), which changes whenever the store is put back to an earlier state, and how far backups reach.
 */
export const migration0002: Migration = {
  id: 2,
  name: "epoch-and-positions",
  statements: [
    "alter table entries add column position bigint generated always as identity",
    "create index entries_by_position on entries (position)",
    `create table centre_state (
      only_row boolean primary key default true check (only_row),
      epoch uuid not null,
      epoch_began_at timestamptz not null,
      place text,
      halls_skipped integer not null default 0,
      durable_through bigint not null default 0,
      durable_at timestamptz
    )`,
    "insert into centre_state (epoch, epoch_began_at) values (gen_random_uuid(), now())",
  ],
};
