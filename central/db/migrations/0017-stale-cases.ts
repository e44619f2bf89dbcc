import type { Migration } from "./migration.ts";

/**
 * Cases whose keys were folded by an earlier rule. Names are folded further now: the indexer makes these keys again
 * from the stored entries, and deletes the row with them.
 */
export const migration0017: Migration = {
  id: 17,
  name: "stale-cases",
  statements: [
    "create table stale_cases (hall_id uuid not null, application_id uuid not null, primary key (hall_id, application_id))",
    "insert into stale_cases (hall_id, application_id) select hall_id, application_id from intakes",
  ],
};
