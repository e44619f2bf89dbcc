import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

/** A PostgreSQL of the tests' own: a throw-away cluster on loopback and on a socket in its folder. */
export type TestPostgres = {
  port: number;
  /** Folder of the Unix socket. */
  socketDir: string;
  /** Creates an empty database and returns its URL. */
  newDatabase: () => Promise<string>;
  /** Kills the server the way a power cut does, then starts it again on the same files and port. */
  crashAndRestart: () => Promise<void>;
  /** Stops it in order, without removing it, and starts it again. */
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  /** Stops it and removes its files. */
  stop: () => Promise<void>;
};

const INSTALLED_UNDER = "/usr/lib/postgresql";
const USER = "hall_test";

/**
 * Starts a cluster; throws where PostgreSQL 15 or newer is not installed, since skipping would prove nothing.
 * `fsync: "off"` is for long proofs that kill workers, never the machine, and would only wait for the disk.
 */
export async function startPostgres(fsync: "on" | "off" = "on"): Promise<TestPostgres> {
  const bin = findBinaries();
  const identity = unprivileged();
  const dir = mkdtempSync(join(tmpdir(), "centre-pg-"));
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(dir, identity.uid, identity.gid);
  const data = join(dir, "data");
  // The superuser needs no password: only loopback and a private folder lead here.
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"],
    { ...identity, cwd: dir, stdio: "pipe" },
  );
  const port = await freePort();
  const launch = (): Promise<ChildProcess> =>
    startServer(
      join(bin, "postgres"),
      [
        "-D",
        data,
        "-p",
        String(port),
        "-k",
        dir,
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        `fsync=${fsync}`,
        "-c",
        "max_connections=100",
        "-c",
        "max_wal_size=256MB",
      ],
      { ...identity, cwd: dir },
    );
  let server = await launch();
  const killAtExit = (): void => void server.kill("SIGQUIT");
  process.once("exit", killAtExit);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  return {
    port,
    socketDir: dir,
    newDatabase: () => newDatabase(port),
    crashAndRestart: async () => {
      await end("SIGKILL");
      server = await launch();
    },
    pause: () => end("SIGINT"),
    resume: async () => {
      server = await launch();
    },
    stop: async () => {
      process.off("exit", killAtExit);
      await end("SIGINT");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function administer(port: number, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, "postgres") });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const urlOf = (port: number, database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`;

/** Creates an empty database on the cluster at a port and returns its URL. */
export async function newDatabase(port: number): Promise<string> {
  const name = `centre_${randomUUID().replaceAll("-", "")}`;
  await administer(port, `create database ${name}`);
  return urlOf(port, name);
}

/** Drops a database, whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  const { port, pathname } = new URL(url);
  await administer(Number(port), `drop database if exists ${pathname.slice(1)} with (force)`);
}

function findBinaries(): string {
  const versions = existsSync(INSTALLED_UNDER)
    ? readdirSync(INSTALLED_UNDER)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  const bin = versions
    .sort((a, b) => b - a)
    .map((version) => join(INSTALLED_UNDER, String(version), "bin"))
    .find((folder) => existsSync(join(folder, "initdb")));
  if (bin !== undefined) return bin;
  throw new Error(
    "缺少 PostgreSQL 15+，测试无法进行：请先安装（Debian: apt-get install postgresql）。/ " +
      "The tests need PostgreSQL 15 or newer: install it first (Debian: apt-get install postgresql).",
  );
}

/** PostgreSQL refuses to run as root, so root hands it to the account that the package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/**
 * Resolves once connections are accepted. After a kill the dead server's children hold its memory for a moment, so
 * the start is retried until they are gone.
 */
async function startServer(
  command: string,
  args: string[],
  options: { cwd: string; uid?: number; gid?: number },
): Promise<ChildProcess> {
  const deadline = Date.now() + 30_000;
  let said = "";
  while (Date.now() < deadline) {
    const server = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    said = "";
    const ready = await new Promise<boolean>((resolve) => {
      server.stderr.on("data", (chunk: Buffer) => {
        if (said.length < 20_000) said += chunk.toString();
        if (said.includes("ready to accept connections")) resolve(true);
      });
      server.once("exit", () => resolve(false));
    });
    if (ready) return server;
    if (!/shared memory block|is still in use|lock file/.test(said)) break;
  }
  throw new Error(`PostgreSQL did not start: ${said}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
