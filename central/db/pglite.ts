import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, ProblemError, problem } from "#shared/lib/problem.ts";
import { errorCode } from "#central/lib/errors.ts";
import { lockFolder } from "./folder-lock.ts";
import type { Queryable, Row, Sql, SqlValue } from "./sql.ts";

/** The enrolment code of an embedded centre, in its folder from its first start on. */
export const ENROLMENT_CODE_FILE = "enrolment-code";

/** Printed wherever the embedded store is opened. */
export const PGLITE_NOTICE = bilingual(
  "内嵌数据库（PGlite）仅供演示：不保证落盘（fsync 关闭），断电可能丢失数据。正式使用请配置 PostgreSQL（DATABASE_URL）。",
  "The embedded database (PGlite) is for demonstration only. It is not durable (fsync is off): " +
    "a power cut may lose data. For real use configure PostgreSQL (DATABASE_URL).",
);

type Runner = Pick<PGlite, "query">;

const queryOn = (runner: Runner): Queryable => ({
  query: async (text: string, params: readonly SqlValue[] = []) => (await runner.query<Row>(text, [...params])).rows,
});

/** Opens the embedded store in a folder. A second process is refused: two would corrupt it. */
export async function openPglite(dir: string): Promise<Sql> {
  const dataDir = join(dir, "pgdata");
  const making = join(dir, "pgdata.making");
  const unlock = takeFolder(dir, dataDir, making);
  try {
    const db = await PGlite.create({ dataDir });
    rmSync(making, { force: true });
    return {
      ...queryOn(db),
      store: "pglite",
      durable: false,
      transaction: (work) => db.transaction((tx) => work(queryOn(tx))),
      close: async () => {
        try {
          await db.close();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw folderProblem(dir, error);
  }
}

/** Refuses a folder whose database is gone from among its files: a new one would answer for a centre that it is not. */
function refuseGone(dir: string, dataDir: string, making: string): void {
  if (existsSync(making) || existsSync(join(dataDir, "PG_VERSION"))) return;
  if (!existsSync(dataDir) && !existsSync(join(dir, ENROLMENT_CODE_FILE))) return;
  throw problem(
    "centre-data-gone",
    bilingual(
      `演示平台的数据库不见了或不完整：${dataDir}`,
      `The demonstration centre's database is gone or incomplete: ${dataDir}`,
    ),
    bilingual(
      "平台上的记录可能丢失；窗口本机的记录不在这里。没有改动任何文件，也没有新建平台。",
      "The centre's records may be lost; the station's own lie elsewhere. No file was changed and no centre was begun.",
    ),
    bilingual(
      "请把备份的文件夹整个放回；没有备份时，把这个文件夹移走留存后重新启动。",
      "Put the backup of the folder back whole. Without one, move the folder away, keep it, and start again.",
    ),
  );
}

/** Locks the folder. A database whose creation was interrupted holds nothing yet and is created again. */
function takeFolder(dir: string, dataDir: string, making: string): () => void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(dir);
    try {
      refuseGone(dir, dataDir, making);
    } catch (error) {
      unlock();
      throw error;
    }
    if (existsSync(making)) rmSync(dataDir, { recursive: true, force: true });
    if (!existsSync(dataDir)) {
      writeFileSync(making, "");
      mkdirSync(dataDir, { mode: 0o700 });
    }
    return unlock;
  } catch (error) {
    throw folderProblem(dir, error);
  }
}

function folderProblem(dir: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = errorCode(error) ?? "PGlite";
  return problem(
    "folder-unusable",
    bilingual(
      `打不开演示数据库的文件夹 ${dir}（${code}）。`,
      `The demonstration database's folder ${dir} could not be opened (${code}).`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请检查该文件夹可写、磁盘有空间；如演示数据已损坏，可换一个空文件夹。",
      "Check that the folder is writable and the disk has room. If the demonstration data is damaged, use an empty folder.",
    ),
  );
}
