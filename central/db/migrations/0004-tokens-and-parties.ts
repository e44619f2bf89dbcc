import type { Migration } from "./migration.ts";

/**
 * Codes that expire, tokens that are changed without a gap (the next one counts from its first use, the one before for a while longer),
 * and the far side: offices of utilities and departments, each for the halls it was given.
 */
export const migration0004: Migration = {
  id: 4,
  name: "tokens-and-parties",
  statements: [
    "alter table enrolment_codes add column expires_at timestamptz",
    "alter table stations add column next_token_hash text unique",
    "alter table stations add column previous_token_hash text unique",
    "alter table stations add column previous_until timestamptz",
    `create table parties (
      id uuid primary key,
      kind text not null check (kind in ('utility', 'department')),
      name text not null unique,
      utility text check ((kind = 'utility') = (utility is not null)),
      token_hash text not null unique,
      created_at timestamptz not null,
      revoked_at timestamptz
    )`,
    `create table party_halls (
      party_id uuid not null references parties (id),
      hall_id uuid not null references halls (id),
      primary key (party_id, hall_id)
    )`,
    `create table party_reports (
      party_id uuid not null references parties (id),
      key uuid not null,
      hall_id uuid not null,
      application_id uuid not null,
      body text not null,
      body_hash text not null,
      receipt text not null,
      received_at timestamptz not null,
      primary key (party_id, key)
    )`,
  ],
};
