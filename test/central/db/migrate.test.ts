import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readState } from "#central/db/centre-state.ts";
import { ensureHall, hallLetters } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { allMigrations } from "#central/db/migrations/all-migrations.ts";
import { openPglite } from "#central/db/pglite.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";
let postgres: TestDatabases;

beforeAll(async () => {
  postgres = await openDatabases();
});

afterAll(async () => {
  await postgres?.stop();
});

async function onEmpty(work: (sql: Sql, url: string) => Promise<void>): Promise<void> {
  const url = await postgres.newDatabase();
  const sql = await openPostgres(url);
  try {
    await work(sql, url);
  } finally {
    await sql.close();
  }
}

test("ten instances that start at once create the schema once", async () => {
  await onEmpty(async (sql) => {
    await Promise.all(Array.from({ length: 10 }, () => migrate(sql, AT)));
    expect(await sql.query("select id from schema_migrations")).toHaveLength(allMigrations.length);
  });
});

test("a later step runs on a store with rows in it and keeps them", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT);
    const context = await ensureHall(sql, "一号大厅", AT);
    const next = {
      id: allMigrations.length + 1,
      name: "next",
      statements: ["alter table halls add column note text not null default 'none'"],
    };
    await migrate(sql, AT, [...allMigrations, next]);
    expect(await sql.query("select id, note from halls")).toEqual([{ id: context.id, note: "none" }]);
  });
});

test("entries from before positions get one, and the store gets an epoch", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT, allMigrations.slice(0, 1));
    await sql.query("insert into halls (id, name, letters, created_at) values (gen_random_uuid(), 'x', 'A', $1)", [AT]);
    const add = `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt,
        station_id, received_at)
        select id, gen_random_uuid(), gen_random_uuid(), 1, 'application.accepted', '{}', repeat('a', 64),
        'R0000000', id, $1 from halls`;
    await sql.query(add, [AT]);
    await sql.query(add, [AT]);
    await migrate(sql, AT);
    await sql.query(add, [AT]);
    expect(await sql.query("select position::int as position from entries order by position")).toEqual([
      { position: 1 },
      { position: 2 },
      { position: 3 },
    ]);
    expect(await readState(sql)).toMatchObject({ storedThrough: 3, durableThrough: 0, durableAt: null });
  });
});

test("a step that fails leaves nothing of itself behind", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT);
    const broken = {
      id: allMigrations.length + 1,
      name: "broken",
      statements: ["create table half (id integer)", "create table nonsense ("],
    };
    await expect(migrate(sql, AT, [...allMigrations, broken])).rejects.toThrow();
    expect(await sql.query("select to_regclass('half')::text as half")).toEqual([{ half: null }]);
    expect(await sql.query("select id from schema_migrations")).toHaveLength(allMigrations.length);
  });
});

test("a store of a newer release, or of a changed step, is refused and not touched", async () => {
  await onEmpty(async (sql) => {
    const next = { id: allMigrations.length + 1, name: "next", statements: ["create table later (id integer)"] };
    await migrate(sql, AT, [...allMigrations, next]);
    await expect(migrate(sql, AT)).rejects.toMatchObject({ problem: { code: "schema-newer" } });
    await expect(migrate(sql, AT, [...allMigrations, { ...next, statements: ["select 1"] }])).rejects.toMatchObject({
      problem: { code: "schema-changed" },
    });
  });
});

test("deferred commits are switched off, and a database without full_page_writes is not called durable", async () => {
  await onEmpty(async (sql, url) => {
    await sql.query(`alter role current_user set synchronous_commit = off`);
    const later = await openPostgres(url);
    expect(await later.query("show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
    expect(later.durable).toBe(true);
    await later.close();
    await sql.query(`alter role current_user reset synchronous_commit`);
    await sql.query("alter system set full_page_writes = off");
    await sql.query("select pg_reload_conf()");
    await expect
      .poll(async () => {
        const careless = await openPostgres(url);
        await careless.close();
        return careless.durable;
      })
      .toBe(false);
  });
});

test("hall letters are unique, leave out I and O, and stay short", () => {
  const letters = Array.from({ length: 14_000 }, (_, index) => hallLetters(index));
  expect(letters.slice(0, 3)).toEqual(["A", "B", "C"]);
  expect([letters[23], letters[24], letters[25]]).toEqual(["Z", "AA", "AB"]);
  expect(new Set(letters).size).toBe(letters.length);
  expect(letters.join("")).not.toMatch(/[IO]/);
  expect(Math.max(...letters.map((text) => text.length))).toBe(3);
});

test("twenty halls created at once have different letters", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT);
    const halls = await Promise.all(Array.from({ length: 20 }, (_, index) => ensureHall(sql, `大厅${index % 10}`, AT)));
    expect(new Set(halls.map(({ letters }) => letters)).size).toBe(10);
  });
});

test("a folder is unlocked when the store closes, and a second opening in the same process is refused", async () => {
  const dir = mkdtempSync(join(tmpdir(), "centre-lock-"));
  const first = await openPglite(dir);
  await expect(openPglite(dir)).rejects.toMatchObject({ problem: { code: "folder-in-use" } });
  await first.close();
  const second = await openPglite(dir);
  await second.close();
  rmSync(dir, { recursive: true, force: true });
});
