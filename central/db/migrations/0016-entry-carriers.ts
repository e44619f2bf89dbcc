import type { Migration } from "./migration.ts";

/** Who brought an entry, where another station than the one that made it did (代为同步). */
export const migration0016: Migration = {
  id: 16,
  name: "entry carriers",
  statements: ["alter table entries add column carrier_id uuid"],
};
