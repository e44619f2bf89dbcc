import type { Migration } from "./migration.ts";

/** The newest entries of one station are found however much its hall's others sent since. */
export const migration0013: Migration = {
  id: 13,
  name: "newest of a station",
  statements: [
    "create index feed_items_by_station on feed_items (hall_id, station_id, position) where station_id is not null",
  ],
};
