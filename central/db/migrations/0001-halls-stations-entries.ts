import type { Migration } from "./migration.ts";

/**
 * The first schema. `entries` is keyed by hall first, so that it can be partitioned or distributed by `hall_id`;
 * the other tables are small and can be copied to every node.
 */
export const migration0001: Migration = {
  id: 1,
  name: "halls-stations-entries",
  statements: [
    `create table halls (
      id uuid primary key,
      name text not null unique,
      letters text not null unique,
      next_station integer not null default 1,
      created_at timestamptz not null
    )`,
    `create table enrolment_codes (
      hall_id uuid not null references halls (id),
      code_hash text not null unique,
      created_at timestamptz not null,
      revoked_at timestamptz,
      primary key (hall_id, code_hash)
    )`,
    `create table stations (
      hall_id uuid not null references halls (id),
      id uuid not null,
      name text not null,
      hall_name_given text not null,
      prefix text not null unique,
      token_hash text not null unique,
      enrolled_at timestamptz not null,
      revoked_at timestamptz,
      primary key (hall_id, id)
    )`,
    `create table entries (
      hall_id uuid not null references halls (id),
      key uuid not null,
      application_id uuid not null,
      sequence bigint not null check (sequence > 0),
      kind text not null,
      payload text not null,
      payload_hash text not null check (length(payload_hash) = 64),
      receipt text not null,
      station_id uuid not null,
      received_at timestamptz not null,
      primary key (hall_id, key)
    )`,
    "create index entries_by_application on entries (application_id, hall_id, sequence)",
  ],
};
