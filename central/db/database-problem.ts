import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, ProblemError, problem } from "#shared/lib/problem.ts";
import { errorCode } from "#central/lib/errors.ts";

const NEXT = bilingual(
  "请确认 PostgreSQL 已启动、DATABASE_URL 的地址、库名、用户和密码正确，然后重新启动中心平台。" +
    "各窗口的记录仍在本机队列中，恢复后会自动同步。",
  "Check that PostgreSQL runs and that DATABASE_URL has the right address, database, user and password. " +
    "Then start the centre again. Stations keep their records and send them when it is back.",
);

/** Messages for the error codes of a first connection. Address and password are never repeated. */
const WORDS: Record<string, Bilingual> = {
  ECONNREFUSED: bilingual(
    "连不上数据库：该地址没有 PostgreSQL 在监听。",
    "Cannot reach the database: no PostgreSQL is listening at that address.",
  ),
  ENOTFOUND: bilingual("连不上数据库：找不到这个主机名。", "Cannot reach the database: the host name was not found."),
  ENOENT: bilingual(
    "连不上数据库：找不到它的本机套接字。",
    "Cannot reach the database: its local socket was not found.",
  ),
  "28P01": bilingual("数据库拒绝登录：用户名或密码不对。", "The database refused the sign-in: wrong user or password."),
  "28000": bilingual(
    "数据库拒绝登录：不允许这个用户从这里连接。",
    "The database refused the sign-in: this user may not connect from here.",
  ),
  "3D000": bilingual("数据库服务器上没有这个库。", "The server has no database of that name."),
  "42501": bilingual("数据库用户没有建表的权限。", "The database user may not create tables."),
  "57P03": bilingual(
    "数据库正在启动或恢复，暂不接受连接。",
    "The database is starting or recovering and takes no connections yet.",
  ),
  ERR_INVALID_URL: bilingual("DATABASE_URL 不是有效的地址。", "DATABASE_URL is not a valid address."),
};

/** Explains why the database could not be opened. */
export function databaseProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = errorCode(error);
  const what =
    (code === null ? undefined : WORDS[code]) ??
    bilingual(
      `打不开数据库（${code ?? "超时或连接中断"}）。`,
      `The database could not be opened (${code ?? "time-out or broken connection"}).`,
    );
  return problem("database-unreachable", what, DATA_IS_SAFE, NEXT);
}

/** The server's PostgreSQL is too old for the centre. */
export const databaseTooOld = (major: number, oldest: number): ProblemError =>
  problem(
    "database-too-old",
    bilingual(
      `数据库是 PostgreSQL ${major}，中心平台需要 ${oldest} 或更新的版本。`,
      `The database is PostgreSQL ${major}; the centre needs ${oldest} or newer.`,
    ),
    DATA_IS_SAFE,
    bilingual(
      `请升级到 PostgreSQL ${oldest} 或更新的版本后重新启动。`,
      `Upgrade to PostgreSQL ${oldest} or newer and start again.`,
    ),
  );
