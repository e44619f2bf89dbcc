import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase, readDatabase } from "#station/db/database.ts";

it("neither opens nor reads a store that a newer version wrote, and says so", async () => {
  const dir = mkdtempSync(join(tmpdir(), "liandong-newer-"));
  const file = join(dir, "hall.db");
  const db = await openDatabase(file);
  db.pragma("user_version = 99");
  db.close();
  const newer = expect.objectContaining({ problem: expect.objectContaining({ code: "store-newer" }) });
  expect(() => readDatabase(file)).toThrow(newer);
  await expect(openDatabase(file)).rejects.toEqual(newer);
  rmSync(dir, { recursive: true });
});
