import type { Migration } from "./migration.ts";

/** The first application of a number is found at once, however many carry it: a broken window may give all of its own the same. */
export const migration0006: Migration = {
  id: 6,
  name: "first-of-a-number",
  statements: [
    "drop index intakes_by_number",
    "create index intakes_by_number on intakes (hall_id, acceptance_number, listed)",
  ],
};
