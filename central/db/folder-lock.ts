import { randomUUID } from "node:crypto";
import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, type ProblemError } from "#shared/lib/problem.ts";
import { errorCode } from "#central/lib/errors.ts";

const MINUTE_S = 60;

/**
 * The start of a running process, as text that a later process with the same number does not share; null if none runs.
 * On systems other than Linux the time of the last boot is used, which still reveals a lock from before a restart.
 */
export function processStart(pid: number): string | null {
  if (process.platform === "linux") return linuxStart(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === "ESRCH") return null;
  }
  // Rounded, since uptime and clock drift apart by seconds.
  return `boot-${Math.round((Date.now() / 1000 - uptime()) / (5 * MINUTE_S))}`;
}

function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the command in brackets and may hold spaces; the start is field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : `${boot}-${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

const Holder = z.strictObject({ id: z.string(), pid: z.int().positive(), start: z.string() });
type Holder = z.infer<typeof Holder>;

const LOCK_FILE = "centre.lock";

/** Locks the folder for this process and returns the unlock function; throws a `ProblemError` if a running process has it. */
export function lockFolder(dir: string): () => void {
  const lock = join(dir, LOCK_FILE);
  const mine: Holder = { id: randomUUID(), pid: process.pid, start: processStart(process.pid) ?? "" };
  const draft = join(dir, `${LOCK_FILE}.${mine.id}`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    // A link appears whole or not at all, so nobody reads half a lock.
    if (!linked(draft, lock)) {
      const holder = read(lock);
      if (holder !== null && isAlive(holder)) throw inUse(dir, holder.pid);
      moveAside(dir, lock, holder);
      if (!linked(draft, lock)) throw inUse(dir, read(lock)?.pid ?? null);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(lock)?.id === mine.id) rmSync(lock, { force: true });
  };
}

/** Removes the lock of a crashed process, but only if it is still the lock that was found dead. */
function moveAside(dir: string, lock: string, dead: Holder | null): void {
  const directory = join(dir, `${LOCK_FILE}.${randomUUID()}`);
  try {
    renameSync(lock, directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  const moved = read(directory);
  const wasAnother = moved !== null && moved.id !== dead?.id;
  if (wasAnother) linked(directory, lock);
  rmSync(directory, { force: true });
  if (wasAnother) throw inUse(dir, moved.pid);
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    return copiedAlone(from, to);
  }
}

/** For file systems without links, such as a USB stick: never overwrites, though the copy is not atomic. */
function copiedAlone(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Process numbers are reused, so the start is compared too. */
const isAlive = (holder: Holder): boolean => processStart(holder.pid) === holder.start;

const inUse = (dir: string, pid: number | null): ProblemError =>
  problem(
    "folder-in-use",
    bilingual(
      `文件夹 ${dir} 正由另一个中心平台进程使用${pid === null ? "" : `（进程 ${pid}）`}。`,
      `The folder ${dir} is in use by another centre process${pid === null ? "" : ` (process ${pid})`}.`,
    ),
    DATA_IS_SAFE,
    bilingual("请先关闭那个进程，或换一个文件夹。", "Close that process first, or use another folder."),
  );
