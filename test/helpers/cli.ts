import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll } from "vitest";
import { projectRoot } from "#station/lib/resources.ts";
import { TEST_TOKEN } from "./test-token.ts";

/** How a command ended and what it wrote on each side. */
export type CliRun = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string };

/** `before` is a program that starts the command (strace, setpriv); `env` is added to ours; `input` is what a person types. */
export type CliOptions = { before?: string[]; env?: Record<string, string>; input?: string };

/** Commands that ask who is there. */
const ASKING = ["intake", "show", "print", "ledger", "paper-forms", "outbox", "printers"];

/** The arguments of a command, with the test account's token where the command asks and nobody is named. */
function withToken(args: string[]): string[] {
  if (!ASKING.includes(args[0] ?? "") || args.includes("--token-file")) return args;
  return [...args, "--token-file", writeToken(TEST_TOKEN)];
}

/** A file of its own that holds a token and is readable by its owner only. */
export function writeToken(token: string, mode = 0o600): string {
  const file = join(ownFolder(), "token");
  writeFileSync(file, `${token}\n`, { mode });
  return file;
}

/** Starts `hall` as a process of its own, the way a person or a scheduler does. */
export function startStationProcess(
  args: string[],
  options: CliOptions = {},
): { child: ChildProcess; ended: Promise<CliRun> } {
  const [program = process.execPath, ...rest] = [
    ...(options.before ?? []),
    process.execPath,
    join(projectRoot(), "electron", "cli", "hall.ts"),
    ...args,
  ];
  const child = spawn(program, rest, {
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const parts: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] };
  child.stdout.on("data", (part: Buffer) => parts.out.push(part));
  child.stderr.on("data", (part: Buffer) => parts.err.push(part));
  const ended = once(child, "close").then(([code, signal]): CliRun => ({
    code: typeof code === "number" ? code : null,
    signal: typeof signal === "string" ? (signal as NodeJS.Signals) : null,
    out: Buffer.concat(parts.out).toString("utf8"),
    err: Buffer.concat(parts.err).toString("utf8"),
  }));
  return { child, ended };
}

/** Runs `hall` to its end, by the token of the tests' account where it asks who is there. */
export function runStationCommand(args: string[], options: CliOptions = {}): Promise<CliRun> {
  const { child, ended } = startStationProcess(withToken(args), options);
  child.stdin?.end(options.input ?? "");
  return ended;
}

/** What a command wrote to standard output, which must be JSON and nothing else. */
export const jsonOf = <T = Record<string, unknown>>(run: CliRun): T => JSON.parse(run.out) as T;

const folders: string[] = [];
afterAll(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A folder that goes when the test file is over. */
export function ownFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "liandong-cli-"));
  folders.push(dir);
  return dir;
}

/** The rows of each table but the audit log, which also says who used a command in vain. */
export function countsWithoutAudit(dataDir: string): Record<string, number> | null {
  const counts = rowCounts(dataDir);
  if (counts === null) return null;
  const { audit: _, ...others } = counts;
  return others;
}

/** The rows of each table of a hall's store; null where there is no store. */
export function rowCounts(dataDir: string): Record<string, number> | null {
  let db: Database.Database;
  try {
    db = new Database(join(dataDir, "hall.db"), { readonly: true, fileMustExist: true });
  } catch {
    return null;
  }
  try {
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [
        name,
        db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${name}"`).get()?.n ?? -1,
      ]),
    );
  } finally {
    db.close();
  }
}
