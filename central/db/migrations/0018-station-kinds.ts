import type { Migration } from "./migration.ts";

/**
 * What a station is, which decides what it may read, and codes that enrol one station each.
 * Nobody knows what the stations enrolled before are: they have no kind, and read nothing of their hall until an
 * administrator names it. Codes issued before were good for any number of stations, so they end here; only those
 * without an expiry, of the demonstration, go on.
 */
export const migration0018: Migration = {
  id: 18,
  name: "station-kinds",
  statements: [
    "alter table stations add column kind text check (kind in ('window', 'kiosk', 'supervisor'))",
    `alter table enrolment_codes add column kind text not null default 'window'
       check (kind in ('window', 'kiosk', 'supervisor'))`,
    "alter table enrolment_codes add column reusable boolean not null default false",
    "alter table enrolment_codes add column used_at timestamptz",
    "update enrolment_codes set reusable = true where expires_at is null",
    "update enrolment_codes set revoked_at = now() where revoked_at is null and expires_at is not null",
  ],
};
