import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Instant, Now } from "#shared/time/instant.ts";
import { raiseDurable, readState, readablePosition } from "#central/db/centre-state.ts";
import { isEmptyStore, migrate } from "#central/db/migrate.ts";
import { renewStatistics } from "#central/db/statistics.ts";
import type { Sql } from "#central/db/sql.ts";
import { newEpoch } from "./epoch.ts";
import { type Database, runPgTool } from "./pg-tool.ts";

/** The result of a backup or a restore. */
export type Backup = { file: string; epoch: string; durableThrough: number };

function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The position that a backup started after this call surely covers, with its epoch. */
export async function markBackup(sql: Sql): Promise<{ epoch: string; position: number }> {
  return sql.transaction(async (tx) => ({ position: await readablePosition(tx), epoch: (await readState(tx)).epoch }));
}

/** Records that a backup made by other means covers a position from {@link markBackup}. */
export async function confirmBackup(
  sql: Sql,
  position: number,
  at: Instant,
): Promise<{ epoch: string; durableThrough: number }> {
  const { epoch } = await readState(sql);
  if (!(await raiseDurable(sql, epoch, position, at))) throw beyond();
  return { epoch, durableThrough: (await readState(sql)).durableThrough };
}

/** Writes the store into a file, completely or not at all, and raises the watermark to what the file covers. */
export async function backUp(sql: Sql, database: Database, file: string, now: Now): Promise<Backup> {
  if (existsSync(file)) throw taken(file);
  await migrate(sql, now());
  const mark = await markBackup(sql);
  const draft = `${file}.part`;
  // Created here with its own rights: the file holds personal data.
  closeSync(openSync(draft, "wx", 0o600));
  try {
    await runPgTool("pg_dump", database, (address) => ["--format=custom", `--file=${draft}`, `--dbname=${address}`]);
    await runPgTool("pg_restore", database, () => ["--list", draft]);
    flush(draft);
    renameSync(draft, file);
    flush(dirname(file));
  } finally {
    rmSync(draft, { force: true });
  }
  if (!(await raiseDurable(sql, mark.epoch, mark.position, now()))) throw epochOver(file);
  return { file, epoch: mark.epoch, durableThrough: mark.position };
}

/** Restores a backup into an empty database and begins a new epoch; the file covers all that it restored. */
export async function restore(sql: Sql, database: Database, file: string, now: Now): Promise<Backup> {
  if (!existsSync(file)) throw notThere(file);
  if (!(await isEmptyStore(sql))) throw notEmpty();
  await runPgTool("pg_restore", database, (address) => [
    `--dbname=${address}`,
    "--no-owner",
    "--no-privileges",
    "--exit-on-error",
    "--single-transaction",
    file,
  ]);
  await migrate(sql, now());
  // A dump carries no statistics.
  await renewStatistics(sql, "all");
  const { storedThrough } = await readState(sql);
  const { epoch, durableThrough } = await newEpoch(sql, now, storedThrough);
  return { file, epoch, durableThrough };
}

const taken = (file: string) =>
  problem(
    "file-exists",
    bilingual(`文件已存在：${file}`, `The file exists: ${file}`),
    NOTHING_WRITTEN,
    bilingual("请换一个文件名；旧备份不会被覆盖。", "Choose another name; an older backup is never written over."),
  );

const notThere = (file: string) =>
  problem(
    "no-such-file",
    bilingual(`找不到备份文件：${file}`, `There is no such backup: ${file}`),
    NOTHING_WRITTEN,
    bilingual("请核对文件路径。", "Check the path."),
  );

const notEmpty = () =>
  problem(
    "store-not-empty",
    bilingual(
      "目标数据库不是空的，不能恢复到其中。",
      "The database is not empty; a backup is restored into an empty one only.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请新建一个空数据库，并把 DATABASE_URL 指向它。",
      "Create an empty database and point DATABASE_URL at it.",
    ),
  );

const epochOver = (file: string) =>
  problem(
    "epoch-over",
    bilingual("备份期间数据库被恢复到了别的状态。", "The store was restored to another state while the backup ran."),
    bilingual(
      `备份文件已写好：${file}，但不作为对各窗口的落盘保证。`,
      `The file was written (${file}), but stations do not rely on it.`,
    ),
    bilingual("请重新备份。", "Make the backup again."),
  );

const beyond = () =>
  problem(
    "no-such-position",
    bilingual("没有这个位置，或数据库刚被恢复过。", "There is no such position, or the store was just restored."),
    NOTHING_WRITTEN,
    bilingual(
      "请用 mark-backup 重新取得位置，备份完成后再确认。",
      "Ask for a position with mark-backup, make the backup, then confirm it.",
    ),
  );
