import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readState } from "#central/db/centre-state.ts";
import { ensureHall, hallLetters } from "#central/db/halls.ts";
import { takeCode } from "#central/db/enrolment-codes.ts";
import { migrate } from "#central/db/migrate.ts";
import { allMigrations } from "#central/db/migrations/all-migrations.ts";
import { openPglite } from "#central/db/pglite.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { uuidOf } from "#central/lib/secrets.ts";
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

test("of two reports under one key, the one that windows dropped is told once more", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT, allMigrations.slice(0, 14));
    const { id: hallId } = await ensureHall(sql, "一号大厅", AT);
    const [key, applicationId, parties] = [randomUUID(), randomUUID(), [randomUUID(), randomUUID(), randomUUID()]];
    for (const [nth, party] of parties.entries()) {
      await sql.query(
        "insert into parties (id, kind, name, utility, token_hash, created_at) values ($1, 'utility', $2, 'water', $2, $3)",
        [party, `agency ${nth}`, AT],
      );
      const id = nth === 2 ? randomUUID() : key;
      const body = JSON.stringify({ kind: "survey.dated", id, by: { name: `agency ${nth}` } });
      await sql.query(
        `insert into party_reports (party_id, key, hall_id, application_id, body, body_hash, receipt, received_at)
         values ($1, $2, $3, $4, $5, 'hash', 'R0000000', $6)`,
        [party, id, hallId, applicationId, body, AT],
      );
      await sql.query("insert into feed_items (hall_id, id, body) values ($1, $2, $3)", [hallId, id, body]);
    }
    await migrate(sql, AT);
    const told = await sql.query("select id, body from feed_items order by position offset 3");
    const id = uuidOf(parties[1] ?? "", key);
    expect(told.map((row) => row["id"])).toEqual([id]);
    expect(JSON.parse(String(told[0]?.["body"]))).toEqual({ kind: "survey.dated", id, by: { name: "agency 1" } });
  });
});

test("applications of the release before are listed again where agencies were not told of a change", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT, allMigrations.slice(0, 13));
    const { id: hallId } = await ensureHall(sql, "一号大厅", AT);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const add = (applicationId: string, sequence: number, kind: string, payload: string) =>
      sql.query(
        `insert into entries
           (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at)
         values ($1, gen_random_uuid(), $2, $3, $4, $5, repeat('a', 64), 'R0000000', $1, $6)`,
        [hallId, applicationId, sequence, kind, payload, AT],
      );
    for (const id of ids) {
      await add(id, 1, "application.accepted", "{}");
      await sql.query(
        `with made as (
           insert into intakes
             (hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval)
           values ($1, $2, $1, $1, 'N', $3, false) returning listed
         ) insert into intake_topics (topic, hall_id, application_id, listed) select 'utility:water', $1, $2, listed from made`,
        [hallId, id, AT],
      );
    }
    await add(ids[0] ?? "", 2, "survey.recorded", '{"routes":[{"route":"joint-approval"}]}');
    await add(ids[1] ?? "", 2, "application.withdrawn", "{}");
    await migrate(sql, AT);
    const topics = await sql.query("select topic, application_id from intake_topics where listed > 3 order by 1, 2");
    expect(topics.map((row) => [row["topic"], row["application_id"]])).toEqual([
      ["approval", ids[0]],
      ...[ids[0], ids[1]].toSorted().map((id) => ["utility:water", id]),
    ]);
    const ended = await sql.query("select application_id from intakes where ended_as = 'withdrawn'");
    expect(ended).toEqual([{ application_id: ids[1] }]);
  });
});

test("stations of the release before get no kind, and its codes for many stations end; the demonstration's goes on", async () => {
  await onEmpty(async (sql) => {
    await migrate(sql, AT, allMigrations.slice(0, 17));
    const { id: hallId } = await ensureHall(sql, "一号大厅", AT);
    await sql.query(
      `insert into stations (hall_id, id, name, hall_name_given, prefix, token_hash, enrolled_at)
       values ($1, $1, '1号窗口', '一号大厅', 'A01', 'hash', $2)`,
      [hallId, AT],
    );
    await sql.query(
      `insert into enrolment_codes (hall_id, code_hash, created_at, expires_at)
       values ($1, 'many', $2, '2099-01-01T00:00:00Z'), ($1, 'demonstration', $2, null)`,
      [hallId, AT],
    );
    await migrate(sql, AT);
    expect(await sql.query("select kind from stations")).toEqual([{ kind: null }]);
    expect(await takeCode(sql, "many", AT)).toBeNull();
    for (let nth = 0; nth < 2; nth += 1)
      expect(await takeCode(sql, "demonstration", AT)).toEqual({ hallId, kind: "window" });
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
