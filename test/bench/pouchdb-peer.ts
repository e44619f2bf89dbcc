import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);
const PROCESS = join(import.meta.dirname, "pouchdb-process.mjs");
/** A peer to measure against, and its 249 packages, are no part of what is built here: they are installed beside it when asked for. */
const PACKAGES = { pouchdb: "9.0.0", "express-pouchdb": "4.2.0", express: "5.3.0" };

async function installPeers(): Promise<string> {
  const dir = join(tmpdir(), "liandong-bench-peers");
  if (existsSync(join(dir, "installed"))) return dir;
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
  await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir]);
  writeFileSync(join(dir, "installed"), "");
  return dir;
}

/**
 * Seconds that PouchDB takes to replicate these records of 2 KB to its own server in another local process, or why it
 * could not run.
 */
export async function secondsOfPouchdb(records: number): Promise<number | string> {
  try {
    const peers = await installPeers();
    const server = spawn(process.execPath, [PROCESS, "server", "0", "0", peers], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    try {
      const [port] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
      return Number((await run(process.execPath, [PROCESS, "client", port, String(records), peers])).stdout);
    } finally {
      server.stdin.end();
      await once(server, "exit");
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
