import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { storeFile } from "#station/core/station-folder.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { MARK_FILES } from "#station/db/store-mark.ts";

/** Copies the store of a working hall into another folder, its mark with it, as a backup of the whole folder does. */
export async function backUpStation({ dir, db }: Pick<StationContext, "dir" | "db">, to: string): Promise<void> {
  for (const name of MARK_FILES) copyFileSync(join(dir, name), join(to, name));
  await db.backup(storeFile(to));
}

/** Puts such a copy back in place of a closed hall's store. */
export function restoreStation(backup: string, dir: string): void {
  for (const suffix of ["-wal", "-shm"]) rmSync(`${storeFile(dir)}${suffix}`, { force: true });
  for (const name of ["hall.db", ...MARK_FILES]) copyFileSync(join(backup, name), join(dir, name));
}

/** Copies the store of a closed hall into another folder, and its mark where it has one. */
export function copyStoreWithMark(from: string, to: string): void {
  for (const name of ["hall.db", ...MARK_FILES])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
}
