import type { Migration } from "./migration.ts";

/** The id under which a report goes into the feed, as `uuidOf` computes it. */
const ITEM_ID = `regexp_replace(
  encode(sha256(convert_to(told.party_id || E'\\n' || told.key, 'UTF8')), 'hex'),
  '^(.{12}).(.{3}).(.{15}).*$', '\\18\\28\\3'
)::uuid`;

/**
 * An agency's reports have an order, so that it can read back what it reported and notice what a restore lost.
 * Two agencies may use one key: the windows dropped the second report, which they are told once more under an id of its own.
 * A token is changed without a gap, a name is free again after revoking, and who read which application is kept.
 */
export const migration0015: Migration = {
  id: 15,
  name: "agency-reports",
  statements: [
    "alter table party_reports add column position bigint generated always as identity",
    "alter table party_reports add column report text",
    "create unique index party_reports_by_place on party_reports (party_id, position)",
    "create index party_reports_by_application on party_reports (application_id, party_id, hall_id)",
    `insert into feed_items (hall_id, id, body)
     select hall_id, item_id, jsonb_set(body::jsonb, '{id}', to_jsonb(item_id::text))::text from (
       select told.hall_id, told.body, told.received_at, ${ITEM_ID} as item_id from party_reports told
       where exists (
         select 1 from party_reports other
         where other.key = told.key and other.party_id <> told.party_id and other.hall_id = told.hall_id
       ) and told.body is distinct from (
         select body from feed_items first where first.hall_id = told.hall_id and first.id = told.key
         order by position limit 1
       )
     ) as dropped order by received_at`,
    "alter table parties drop constraint parties_name_key",
    "create unique index parties_by_name on parties (name) where revoked_at is null",
    "alter table parties add column next_token_hash text unique",
    "alter table parties add column previous_token_hash text unique",
    "alter table parties add column previous_until timestamptz",
    `create table agency_reads (
      application_id uuid not null,
      position bigint generated always as identity,
      party_id uuid not null references parties (id),
      read_at timestamptz not null,
      request_id text not null,
      primary key (application_id, position)
    )`,
  ],
};
