import type { Migration } from "./migration.ts";

/**
 * The feed names the entries of a hall's windows for its other windows: an item without a body stands for the
 * entry whose key it bears, sent by that station.
 */
export const migration0007: Migration = {
  id: 7,
  name: "hall-entries",
  statements: [
    "alter table feed_items alter column body drop not null",
    "alter table feed_items add column station_id uuid",
    "alter table feed_items add check ((body is null) = (station_id is not null))",
    `insert into feed_items (hall_id, id, station_id)
     select hall_id, key, station_id from entries where not exists (select 1 from unread_entries
       where unread_entries.position = entries.position) order by position`,
  ],
};
