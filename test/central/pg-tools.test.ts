import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCentre } from "#test/helpers/centre-process.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const PASSWORD = "geheim@秘密/1";
let postgres: TestDatabases;
beforeAll(async () => {
  postgres = await openDatabases();
});
afterAll(() => postgres?.stop());

/** PostgreSQL's tools behind scripts that write down what the machine shows of them; `end` replaces the tool itself. */
function watchedTools(end: string | null = null) {
  const dir = ownFolder();
  const seen = join(dir, "seen");
  for (const tool of ["pg_dump", "pg_restore"]) {
    const real = execFileSync("which", [tool], { encoding: "utf8" }).trim();
    const lines = [
      "#!/bin/sh",
      `tr '\\0' '\\n' < /proc/$$/cmdline >> ${seen}.cmdline`,
      `env >> ${seen}.env`,
      end ?? `exec ${real} "$@"`,
    ];
    writeFileSync(join(dir, tool), `${lines.join("\n")}\n`, { mode: 0o755 });
  }
  return {
    path: `${dir}:${process.env["PATH"]}`,
    cmdline: () => readFileSync(`${seen}.cmdline`, "utf8"),
    env: () => readFileSync(`${seen}.env`, "utf8"),
  };
}

/** A database with a password, in the two places where an address may have one. */
async function addresses(): Promise<{ inUser: string; inQuery: string }> {
  const [user, query] = [new URL(await postgres.newDatabase()), new URL(await postgres.newDatabase())];
  user.password = encodeURIComponent(PASSWORD);
  query.searchParams.set("password", PASSWORD);
  return { inUser: user.href, inQuery: query.href };
}
const encoded = encodeURIComponent(PASSWORD);
const expectNoPassword = (text: string): void => {
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain(encoded);
};

test("the database's password stands in no command line of a backup or restore, and in no message", async () => {
  const { inUser, inQuery } = await addresses();
  const tools = watchedTools();
  const file = join(ownFolder(), "a.dump");
  const backup = await runCentre(["backup", file], { DATABASE_URL: inUser, PATH: tools.path });
  expect(backup).toMatchObject({ code: 0, err: "" });
  const restored = await runCentre(["restore", file], { DATABASE_URL: inQuery, PATH: tools.path });
  expect(restored).toMatchObject({ code: 0, err: "" });
  expect(tools.cmdline().match(/--dbname=/g)).toHaveLength(2);
  expectNoPassword(tools.cmdline() + backup.out + restored.out);
  // The tools have it in their environment, which only their owner reads, and nothing else of the address.
  expect(tools.env().split("\n")).toContain(`PGPASSWORD=${PASSWORD}`);
  expect(tools.env()).not.toContain("DATABASE_URL=");
});

test("what a database tool says, and what the command line says of an address, is told without its password", async () => {
  const { inUser, inQuery } = await addresses();
  const file = join(ownFolder(), "a.dump");
  const says = watchedTools(`echo "cannot use $PGPASSWORD of ${inUser}" >&2; exit 1`);
  const failed = await runCentre(["backup", file], { DATABASE_URL: inUser, PATH: says.path });
  expect(failed.code).toBe(1);
  expect(failed.err).toContain("pg_dump 没有完成：cannot use ***");
  expectNoPassword(failed.err + failed.out);
  for (const url of [inUser, inQuery]) {
    const typed = await runCentre([`--database=${url}`]);
    expect(typed.code).toBe(1);
    expectNoPassword(typed.err + typed.out);
    const unreachable = new URL(url);
    unreachable.port = "1";
    const gone = await runCentre(["list-stations"], { DATABASE_URL: unreachable.href });
    expect(gone.code).toBe(1);
    expectNoPassword(gone.err + gone.out);
  }
  const key = await runCentre(["backup", file], { DATABASE_URL: `${inUser}?sslpassword=x`, PATH: says.path });
  expect(key.err).toContain("sslpassword");
  expect(key.code).toBe(1);
});
