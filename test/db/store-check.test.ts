import {
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeSync,
  closeSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#station/db/database.ts";
import { checkBeside, isCheckedFirst } from "#station/db/store-check.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "store-check-"));
  file = join(dir, "hall.db");
  const db = await openDatabase(file);
  db.exec(
    `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO settings
      SELECT 'key ' || i, 'value ' || i FROM n`,
  );
  db.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Overwrites ten pages that hold rows. */
function damage(): void {
  const page = 4096;
  const size = 40 * page;
  const handle = openSync(file, "r+");
  for (let at = 30 * page; at < size; at += page) writeSync(handle, Buffer.alloc(page, 0x5a), 0, page, at);
  closeSync(handle);
}

describe("the check of a store", () => {
  it("comes before the work for a new store, a small one, and one that was not closed", () => {
    expect(isCheckedFirst(join(dir, "none.db"))).toBe(true);
    expect(isCheckedFirst(file)).toBe(true);
    const large = join(dir, "large.db");
    copyFileSync(file, large);
    truncateSync(large, 100_000_000);
    expect(isCheckedFirst(large)).toBe(false);
    writeFileSync(`${large}-wal`, "");
    expect(isCheckedFirst(large)).toBe(false);
    writeFileSync(`${large}-wal`, "writes");
    expect(isCheckedFirst(large)).toBe(true);
  });

  it("says beside the work that a whole store is whole", async () => {
    await expect(checkBeside(file).fault).resolves.toBeNull();
  });

  it("says beside the work what is wrong with a damaged one, as it does before", async () => {
    damage();
    await expect(checkBeside(file).fault).resolves.toMatch(/\S/);
    await expect(openDatabase(file)).rejects.toMatchObject({
      problem: { code: "store-damaged", safe: { zh: expect.not.stringContaining("数据是安全的") } },
    });
  });
});
