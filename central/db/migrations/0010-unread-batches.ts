import type { Migration } from "./migration.ts";

/**
 * What is unread is noted once for a call instead of once for an entry, by the statement that takes the entries:
 * it appears with their commit,
 * so that one that commits late is never passed over. What cannot be read stands apart.
 */
export const migration0010: Migration = {
  id: 10,
  name: "unread-batches",
  statements: [
    "create table unread_batches (id bigint generated always as identity primary key, hall_id uuid not null, positions bigint[] not null)",
    "create table unreadable_entries (hall_id uuid not null, position bigint not null, primary key (hall_id, position))",
    `insert into unread_batches (hall_id, positions) select hall_id, array[position] from entries
      where position in (select position from unread_entries where not set_aside) order by position`,
    `insert into unreadable_entries (hall_id, position) select hall_id, position from entries
      where position in (select position from unread_entries where set_aside)`,
    "drop trigger entries_are_read on entries",
    "drop function note_unread()",
    "drop table unread_entries",
    // With the hall behind it, the index alone finds an entry; a planner that knows nothing yet would else read all of a hall for each.
    "drop index entries_by_position",
    "create index entries_by_position on entries (position, hall_id)",
  ],
};
