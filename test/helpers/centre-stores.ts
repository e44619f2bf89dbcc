import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "#central/db/pglite.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { plantPglite } from "./pglite-template.ts";
import { openDatabases } from "./shared-postgres.ts";

/** An empty store for one test file, and how to be rid of it. */
export type TestStore = { sql: Sql; remove: () => Promise<void> };

/** Both stores that the centre runs on, each opened empty and for real. */
export const centreStores: { store: Sql["store"]; open: () => Promise<TestStore> }[] = [
  {
    store: "postgresql",
    open: async () => {
      const server = await openDatabases();
      const sql = await openPostgres(await server.newDatabase());
      return {
        sql,
        remove: async () => {
          await sql.close();
          await server.stop();
        },
      };
    },
  },
  {
    store: "pglite",
    open: async () => {
      const dir = mkdtempSync(join(tmpdir(), "centre-pglite-"));
      await plantPglite(dir);
      const sql = await openPglite(dir);
      return {
        sql,
        remove: async () => {
          await sql.close();
          rmSync(dir, { recursive: true, force: true });
        },
      };
    },
  },
];
