import type { Migration } from "./migration.ts";

/**
 * Finds the applications that carry one acceptance number, as a window put back to an older backup may give one
 * again before it can ask.
 */
export const migration0005: Migration = {
  id: 5,
  name: "numbers-given-twice",
  statements: ["create index intakes_by_number on intakes (acceptance_number)"],
};
