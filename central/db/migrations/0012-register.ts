import type { Migration } from "./migration.ts";

/** Companies and projects as a register file had them (登记数据), for look-ups by code; small enough to be copied to every node. */
export const migration0012: Migration = {
  id: 12,
  name: "register",
  statements: [
    `create table register_loads (part text primary key check (part in ('companies', 'projects')),
      source text not null, as_of text not null, loaded_at timestamptz not null)`,
    `create table register_entries (part text not null references register_loads (part), code text not null,
      body text not null, primary key (part, code))`,
  ],
};
