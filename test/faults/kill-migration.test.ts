import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { findShortfall } from "#station/db/checked-store.ts";
import { checkDeep } from "#station/db/store-check.ts";
import { openDatabase } from "#station/db/database.ts";
import { migrateOnCopy } from "#station/db/migrate.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { backUpStation } from "#test/helpers/copy-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { countCalls, killAt, needStrace, underStrace } from "#test/helpers/strace.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** Each step by which a migration changes names or makes something last; writes in between are spread out. */
const STEPS = ["rename", "link", "unlink", "fsync", "fdatasync", "pwrite64"];
const FEW = 4;
const OLD = allMigrations.length - 3;
const FORMER = `hall.db.before-${OLD + 1}`;

const folders: string[] = [];
let base = "";

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "liandong-migration-"));
  folders.push(dir);
  return dir;
}

function copyOfBase(): string {
  const dir = folder();
  cpSync(base, dir, { recursive: true });
  return dir;
}

/**
 * Opens a folder's store by a process of its own; gives what it wrote to standard error. Node keeps no compiled code
 * there: its own files are renamed too, and would be counted.
 */
function openIn(dir: string, [program = process.execPath, ...before]: string[]): Promise<string> {
  const own = [join(projectRoot(), "test", "helpers", "open-store.ts"), join(dir, "hall.db")];
  const args = program === process.execPath ? own : [...before, process.execPath, ...own];
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
  return new Promise((resolve) => execFile(program, args, { env }, (_error, _out, err) => resolve(err)));
}

type Seen = { layout: number; applications: number; audits: number; fault: string | null };

function look(file: string): Seen {
  const db = new Database(file, { fileMustExist: true });
  try {
    const count = (table: string): number =>
      Number(db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get());
    return {
      layout: Number(db.pragma("user_version", { simple: true })),
      applications: count("applications"),
      audits: count("audit"),
      fault: checkDeep(db),
    };
  } finally {
    db.close();
  }
}

let held: Seen = { layout: 0, applications: 0, audits: 0, fault: null };

beforeEach(() => needStrace());
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function makeBase(newerDir: string): void {
  base = folder();
  makePreviousStore(base, allMigrations.slice(0, OLD), join(newerDir, "hall.db"));
  held = look(join(base, "hall.db"));
}

describe("a migration", () => {
  it(
    "that is killed at any step leaves the former store or the new one, whole, and is done by the next opening",
    {
      timeout: 300_000,
    },
    async ({ openTestStation }) => {
      const { context, actor, dir: newer } = await openTestStation();
      submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
      makeBase(newer);
      expect(held).toMatchObject({ layout: OLD, applications: 1, fault: null });
      const { counts } = await countCalls(STEPS, (before) => openIn(copyOfBase(), before));
      expect(counts).toMatchObject({ rename: 1, link: 1 });
      const seen = new Set<number>();
      const points = STEPS.flatMap((call) => {
        const count = counts[call] ?? 0;
        const few = Math.min(count, FEW);
        const nths = Array.from({ length: few }, (_, i) =>
          few === 1 ? 1 : 1 + Math.round((i * (count - 1)) / (few - 1)),
        );
        return nths.map((nth) => ({ call, nth }));
      });
      const strike = async (): Promise<void> => {
        for (let point = points.shift(); point !== undefined; point = points.shift()) {
          const dir = copyOfBase();
          await killAt(point, (before) => openIn(dir, before));
          const found = look(join(dir, "hall.db"));
          seen.add(found.layout);
          expect({ ...found, layout: 0 }, JSON.stringify(point)).toEqual({ ...held, layout: 0 });
          (await openDatabase(join(dir, "hall.db"))).close();
          expect(look(join(dir, "hall.db"))).toEqual({ ...held, layout: allMigrations.length });
          expect(look(join(dir, FORMER))).toEqual(held);
          expect(readdirSync(dir).filter((name) => name.includes("migrating"))).toEqual([]);
        }
      };
      await Promise.all([strike(), strike()]);
      expect(seen).toEqual(new Set([OLD, allMigrations.length]));
    },
  );

  it("on a full disk leaves the former store, no half copy, and says so", async ({ openTestStation }) => {
    makeBase((await openTestStation()).dir);
    const trace = join(folder(), "trace");
    const dir = copyOfBase();
    const said = await openIn(dir, underStrace(trace, "pwrite64", "pwrite64:error=ENOSPC:when=20+"));
    expect(said).toContain("磁盘已满");
    expect(look(join(dir, "hall.db"))).toEqual(held);
    expect(readdirSync(dir).filter((name) => /migrating|before/.test(name))).toEqual([]);
  });

  it.for([
    {
      what: "loses a record",
      sql: "DROP TRIGGER audit_is_insert_only_delete; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
      why: "不一致",
    },
    { what: "gives a number back", sql: "UPDATE number_series SET last_serial = last_serial - 1", why: "不一致" },
    {
      what: "leaves what its own rules forbid",
      sql: "PRAGMA ignore_check_constraints = ON; UPDATE operators SET role = 'nobody'",
      why: "检查不通过",
    },
    { what: "fails in the middle", sql: "DELETE FROM drafts; INSERT INTO nowhere VALUES (1)", why: "no such table" },
  ])("that $what is not put in place", async ({ sql, why }, { openTestStation }) => {
    const { context, actor, dir: newer } = await openTestStation();
    submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    makeBase(newer);
    const file = join(base, "hall.db");
    const db = new Database(file);
    await expect(migrateOnCopy(db, file, [...allMigrations.slice(0, OLD), sql])).rejects.toThrow(why);
    db.close();
    expect(look(file)).toEqual(held);
    expect(existsSync(join(base, FORMER))).toBe(false);
  });

  it("leaves a store that agrees with the mark beside it, and so is the former one where it is put back", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    const dir = folder();
    await backUpStation(context, dir);
    const file = join(dir, "hall.db");
    const db = new Database(file);
    await migrateOnCopy(db, file, [...allMigrations, "CREATE TABLE added (only_column TEXT) STRICT"]);
    const migrated = new Database(file);
    expect(migrated.prepare("SELECT count(*) FROM added").pluck().get()).toBe(0);
    migrated.pragma(`user_version = ${allMigrations.length}`);
    migrated.close();
    expect(findShortfall(dir).fault).toBeNull();
    renameSync(`${file}.before-${allMigrations.length + 1}`, file);
    expect(findShortfall(dir).fault).toBeNull();
  });

  it("waits for nobody who reads, and says so", async ({ openTestStation }) => {
    makeBase((await openTestStation()).dir);
    const file = join(base, "hall.db");
    const db = new Database(file, { timeout: 0 });
    db.pragma("journal_mode = WAL");
    const reader = new Database(file, { readonly: true });
    reader.prepare("SELECT count(*) FROM audit").get();
    await expect(migrateOnCopy(db, file)).rejects.toMatchObject({ problem: { code: "store-not-migrated" } });
    reader.close();
    db.close();
    expect(look(file)).toEqual(held);
  });
});
