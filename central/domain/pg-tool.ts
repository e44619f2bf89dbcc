import { spawn } from "node:child_process";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { errorCode, withoutPasswords } from "#central/lib/errors.ts";

const MAX_ERROR_CHARS = 500;

/** A PostgreSQL database and the environment in which its tools run. */
export type Database = { url: string; env: NodeJS.ProcessEnv };

/** What the tools need not know: the address as a whole, password and all. */
const ADDRESSES = ["DATABASE_URL", "DATABASE_READ_URL"];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Moves the password from the address to the environment: every user of the machine can read a command line, and only
 * the owner of a process its environment. Read as text, since an address without a host is none to `URL`.
 */
function withoutSecrets({ url, env }: Database): Database & { secrets: string[] } {
  const [, scheme = "", authority = "", path = "", query = ""] =
    /^([^/]*:\/\/)([^/?#]*)([^?#]*)\??([^#]*)/.exec(url) ?? [];
  const at = authority.lastIndexOf("@");
  const [user = "", ...rest] = authority.slice(0, Math.max(at, 0)).split(":");
  const asked = new URLSearchParams(query);
  if (asked.has("sslpassword")) throw keyPassword();
  const inUser = rest.join(":");
  // As the centre itself connects: the query comes first.
  const password = asked.get("password") ?? decoded(inUser);
  const others = query.split("&").filter((part) => part !== "" && decoded(part.split("=")[0] ?? "") !== "password");
  const host = authority.slice(at + 1);
  const end = others.length === 0 ? "" : `?${others.join("&")}`;
  const address = `${scheme}${user === "" ? "" : `${user}@`}${host}${path}${end}`;
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !ADDRESSES.includes(name)));
  return {
    url: address,
    env: password === "" ? own : { ...own, PGPASSWORD: password },
    secrets: [password, inUser].filter((secret) => secret !== ""),
  };
}

/** Runs `pg_dump` or `pg_restore` on a database to its end; throws a `ProblemError` with its own message. */
export async function runPgTool(
  tool: "pg_dump" | "pg_restore",
  database: Database,
  argsFor: (address: string) => readonly string[],
): Promise<void> {
  const { url, env, secrets } = withoutSecrets(database);
  let stderr = "";
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(tool, argsFor(url), { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < MAX_ERROR_CHARS) stderr += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", resolve);
  }).catch((error: unknown) => {
    throw errorCode(error) === "ENOENT" ? missing(tool) : error;
  });
  if (code === 0) return;
  const said = secrets.reduce((text, secret) => text.replaceAll(secret, "***"), stderr);
  throw failed(tool, withoutPasswords(said).slice(0, MAX_ERROR_CHARS).trim());
}

const keyPassword = () =>
  problem(
    "secret-in-address",
    bilingual(
      "DATABASE_URL 含有 sslpassword：数据库工具只能从命令行得到它，其他用户看得到。",
      "DATABASE_URL has sslpassword, which the database's tools take from the command line only, where other users read it.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请改用不加密、只有自己能读的私钥文件（sslkey），去掉 sslpassword。",
      "Use a key file (sslkey) without a password that only you can read, and leave sslpassword out.",
    ),
  );

const missing = (tool: string) =>
  problem(
    "no-pg-tool",
    bilingual(`本机没有 ${tool}。`, `This machine has no ${tool}.`),
    DATA_IS_SAFE,
    bilingual(
      "请安装 PostgreSQL 客户端工具（Debian：apt-get install postgresql-client），版本不低于数据库服务器。",
      "Install PostgreSQL's client tools (Debian: apt-get install postgresql-client), no older than the server.",
    ),
  );

const failed = (tool: string, stderr: string) =>
  problem(
    "pg-tool-failed",
    bilingual(`${tool} 没有完成：${stderr}`, `${tool} did not finish: ${stderr}`),
    DATA_IS_SAFE,
    bilingual(
      "请按提示处理后重试；各窗口仍保存着未被备份覆盖的记录。",
      "Correct what it names and try again. Stations still keep every record that no backup covers.",
    ),
  );
