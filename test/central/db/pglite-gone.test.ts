import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openPglite } from "#central/db/pglite.ts";
import { ownFolder } from "#test/helpers/cli.ts";

it.each([
  ["gone beside its enrolment code", (dir: string) => writeFileSync(join(dir, "enrolment-code"), "X")],
  ["emptied", (dir: string) => mkdirSync(join(dir, "pgdata"))],
])("the embedded centre begins no new database where the old one is %s", async (_what, make) => {
  const dir = ownFolder();
  make(dir);
  const before = readdirSync(dir, { recursive: true });
  await expect(openPglite(dir)).rejects.toMatchObject({ problem: { code: "centre-data-gone" } });
  expect(readdirSync(dir, { recursive: true }).filter((name) => !String(name).startsWith("centre.lock"))).toEqual(
    before,
  );
});
