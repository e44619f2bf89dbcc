import type { Migration } from "./migration.ts";

/**
 * What is read out of entries after they were taken: numbers given, cases by their normalised keys, and the halls' feed.
 * A trigger notes what is unread, so that taking an entry stays one statement and nothing is ever passed over.
 */
export const migration0003: Migration = {
  id: 3,
  name: "index-and-feed",
  statements: [
    "create table unread_entries (position bigint primary key, set_aside boolean not null default false)",
    "insert into unread_entries (position) select position from entries",
    `create function note_unread() returns trigger language plpgsql as $$
      begin
        insert into unread_entries (position) select position from arrived;
        return null;
      end $$`,
    `create trigger entries_are_read after insert on entries referencing new table as arrived for each statement
      execute function note_unread()`,
    `create table intakes (
      hall_id uuid not null references halls (id),
      application_id uuid not null,
      station_id uuid not null,
      entry_key uuid not null,
      acceptance_number text not null,
      accepted_at timestamptz not null,
      needs_approval boolean not null,
      over_at timestamptz,
      listed bigint generated always as identity,
      primary key (hall_id, application_id)
    )`,
    `create table intake_topics (
      topic text not null,
      hall_id uuid not null,
      application_id uuid not null,
      listed bigint not null,
      primary key (topic, listed, hall_id)
    )`,
    `create table case_keys (
      case_hash text not null,
      utility text not null,
      service text not null,
      hall_id uuid not null,
      application_id uuid not null,
      primary key (case_hash, utility, service, hall_id, application_id)
    )`,
    "create index case_keys_by_application on case_keys (hall_id, application_id)",
    `create table duplicates (
      hall_id uuid not null,
      application_id uuid not null,
      other_hall_id uuid not null,
      other_application_id uuid not null,
      found_at timestamptz not null,
      primary key (hall_id, application_id, other_hall_id, other_application_id)
    )`,
    `create table serials (
      hall_id uuid not null,
      station_id uuid not null,
      prefix text not null,
      year integer not null,
      serial bigint not null,
      primary key (hall_id, station_id, prefix, year)
    )`,
    `create table feed_items (
      hall_id uuid not null references halls (id),
      position bigint generated always as identity,
      id uuid not null,
      body text not null,
      primary key (hall_id, position)
    )`,
  ],
};
