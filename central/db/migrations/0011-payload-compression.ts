import type { Migration } from "./migration.ts";

/**
 * Records of two kilobytes and more are compressed by lz4 where the server has it: its own way costs nearly half
 * of what it takes to write one.
 */
export const migration0011: Migration = {
  id: 11,
  name: "payload-compression",
  statements: [
    `do $$ begin
      alter table entries alter column payload set compression lz4;
    exception when feature_not_supported or invalid_parameter_value then null;
    end $$`,
  ],
};
