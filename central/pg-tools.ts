import { spawn } from "node:child_process";
import { say } from "#shared/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/problem.ts";
import { errorCode } from "./db/database-problem.ts";

const MOST_TOLD = 500;

/** An address for a command line, where every user of the machine can read it, and the password for the environment, where they cannot. */
function withoutPassword(databaseUrl: string): { address: string; env: Record<string, string> } {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = "";
  return { address: url.href, env: password === "" ? {} : { PGPASSWORD: password } };
}

/** Runs PostgreSQL's own `pg_dump` or `pg_restore` on a database to its end; throws a `ProblemError` with what it said. */
export async function runPgTool(
  tool: "pg_dump" | "pg_restore",
  databaseUrl: string | null,
  args: readonly string[],
): Promise<void> {
  const { address, env } = databaseUrl === null ? { address: null, env: {} } : withoutPassword(databaseUrl);
  let told = "";
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(tool, [...args, ...(address === null ? [] : [`--dbname=${address}`])], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (told.length < MOST_TOLD) told += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", resolve);
  }).catch((error: unknown) => {
    throw errorCode(error) === "ENOENT" ? missing(tool) : error;
  });
  if (code !== 0) throw failed(tool, told.slice(0, MOST_TOLD).trim());
}

const missing = (tool: string) =>
  problem(
    "no-pg-tool",
    say(`本机没有 ${tool}。`, `This machine has no ${tool}.`),
    DATA_IS_SAFE,
    say(
      "请安装 PostgreSQL 客户端工具（Debian：apt-get install postgresql-client），版本不低于数据库服务器。",
      "Install PostgreSQL's client tools (Debian: apt-get install postgresql-client), no older than the server.",
    ),
  );

const failed = (tool: string, told: string) =>
  problem(
    "pg-tool-failed",
    say(`${tool} 没有完成：${told}`, `${tool} did not finish: ${told}`),
    DATA_IS_SAFE,
    say(
      "请按提示处理后重试；各窗口仍保存着未被备份覆盖的记录。",
      "Mend what it names and try again; the stations still keep every record that no backup covers.",
    ),
  );
