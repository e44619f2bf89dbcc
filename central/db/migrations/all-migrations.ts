import { migration0001 } from "./0001-halls-stations-entries.ts";
import { migration0002 } from "./0002-epoch-and-positions.ts";
import type { Migration } from "./migration.ts";

/** Every step in order. */
export const allMigrations: readonly Migration[] = [migration0001, migration0002];
