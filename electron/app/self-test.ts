import { existsSync } from "node:fs";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { Now } from "#shared/time/instant.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { finding, type Finding } from "./finding.ts";
import { thisMachine, type Machine, type Sqlite } from "./machine.ts";

const REINSTALL = bilingual("请重新安装程序", "install the program again");
/** Each processor for which the program is packed with its native code. */
const PROCESSORS = ["x64", "arm64"];
/** Older ones can lose saved acts in WAL mode: the WAL-reset fault. */
const LOWEST_SQLITE = [3, 51, 3];
/** The clock of a machine whose battery is flat stands years before this program was made. */
const PROGRAM_MADE = "2026-01-01T00:00:00.000Z";
const MB = 1_000_000;
/** Below this an administrator is told. */
const LITTLE_ROOM = 500 * MB;
/** A new hall does not begin on a disk that is full within days; an existing one opens, so that people can read. */
const NEW_HALL_ROOM = 50 * MB;

/** Why native code does not load here: a processor that it was not built for, or a damaged installation. */
function notLoaded(id: string, name: Bilingual, { platform, arch }: Machine, error: unknown): Finding {
  const detail = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return PROCESSORS.includes(arch)
    ? finding(
        id,
        false,
        bilingual(
          `${name.zh} 无法加载（${platform} ${arch}）：${detail}`,
          `${name.en} cannot be loaded (${platform} ${arch}): ${detail}`,
        ),
        REINSTALL,
      )
    : finding(
        id,
        false,
        bilingual(
          `不支持这台电脑的处理器（${arch}），${name.zh} 无法加载`,
          `the processor of this machine is not supported (${arch}); ${name.en} cannot be loaded`,
        ),
        bilingual("请换用 x64 或 arm64 处理器的电脑", "use a machine with an x64 or arm64 processor"),
      );
}

function isOlder(version: string): boolean {
  const parts = version.split(".").map(Number);
  const at = LOWEST_SQLITE.findIndex((lowest, i) => parts[i] !== lowest);
  return at !== -1 && (parts[at] ?? 0) < (LOWEST_SQLITE[at] ?? 0);
}

/** What of SQLite's own build this program cannot work with; null where it can. */
function sqliteFault({ version, options }: Sqlite): string | null {
  if (isOlder(version)) return `< ${LOWEST_SQLITE.join(".")}`;
  const missing = options.includes("ENABLE_FTS5") ? [] : ["ENABLE_FTS5"];
  const unfit = options.filter((each) => /^(OMIT_(WAL|FOREIGN_KEY|TRIGGER|AUTOINIT)|THREADSAFE=0)$/.test(each));
  return [...missing.map((each) => `- ${each}`), ...unfit.map((each) => `+ ${each}`)].join(", ") || null;
}

/** Whether SQLite loads, is new enough, and was built with what the store needs. */
export function checkSqlite(machine: Machine): Finding {
  try {
    const found = machine.sqlite();
    const fault = sqliteFault(found);
    const name = `SQLite ${found.version}`;
    return fault === null
      ? finding("sqlite", true, bilingual(name, name), null)
      : finding(
          "sqlite",
          false,
          bilingual(`${name} 不能使用（${fault}）`, `${name} does not serve (${fault})`),
          REINSTALL,
        );
  } catch (error) {
    return notLoaded("sqlite", bilingual("SQLite", "SQLite"), machine, error);
  }
}

/** Whether the native code that draws slips loads. */
export function checkDrawing(machine: Machine): Finding {
  try {
    machine.loadDrawing();
    return finding("drawing", true, bilingual("绘图组件可以加载", "the drawing component loads"), null);
  } catch (error) {
    return notLoaded("drawing", bilingual("绘图组件", "the drawing component"), machine, error);
  }
}

/** Whether every font that paper is set in is installed. */
export function checkFonts(machine: Machine): Finding {
  let missing: string[];
  try {
    missing = machine.missingFonts();
  } catch (error) {
    missing = [error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)];
  }
  return finding(
    "fonts",
    missing.length === 0,
    bilingual(
      missing.length === 0 ? "打印字体齐全" : `缺少字体：${missing.join("、")}`,
      missing.length === 0 ? "printing fonts are all there" : `fonts missing: ${missing.join(", ")}`,
    ),
    REINSTALL,
  );
}

/** Whether the clock can be right at all; one that is only doubted is marked on each record instead. */
export function checkClock(now: Now): Finding {
  const at = now();
  const isRight = at >= PROGRAM_MADE;
  return finding(
    "clock",
    isRight,
    bilingual(
      `系统时间 ${at}${isRight ? "" : " 早于本程序的发布"}`,
      `system time ${at}${isRight ? "" : " is before this program was made"}`,
    ),
    bilingual(
      "受理编号的年份和时限会错：请校准系统时间（主板电池可能没电）后再打开",
      "numbers and deadlines would be wrong: set the clock (its battery may be flat) and open again",
    ),
  );
}

/** Whether the data folder can be written. */
export const checkFolder = (dir: string, machine: Machine): Finding =>
  finding(
    "data-folder",
    machine.isWritable(dir),
    bilingual(
      `${dir} ${machine.isWritable(dir) ? "可写" : "不可写"}`,
      `${dir} ${machine.isWritable(dir) ? "is writable" : "is not writable"}`,
    ),
    bilingual("请更改权限或用 --data 指定别处", "change its permissions or name another with --data"),
  );

/** Whether the disk of the data folder has room. */
export function checkRoom(dir: string, machine: Machine, needed = LITTLE_ROOM): Finding {
  const free = machine.freeBytes(dir);
  const megabytes = Math.floor(free / MB);
  return finding(
    "disk-space",
    free >= needed,
    bilingual(`磁盘剩余 ${megabytes} MB`, `${megabytes} MB free on the disk`),
    bilingual(`请腾出至少 ${needed / MB} MB`, `free at least ${needed / MB} MB`),
  );
}

/** What of the program itself is the same at each opening is loaded and looked at once. */
let checkedOnce: Finding[] | null = null;

function checkProgram(machine: Machine): Finding[] {
  const check = (): Finding[] => [checkSqlite(machine), checkDrawing(machine), checkFonts(machine)];
  return machine === thisMachine ? (checkedOnce ??= check()) : check();
}

/**
 * Throws in words where this machine cannot run a hall, before anything is written. A hall that exists opens also on
 * a full disk. Whether its folder can be written, taking its lock shows.
 */
export function refuseUnfitMachine(dir: string, now: Now, machine: Machine = thisMachine): void {
  const isNew = !existsSync(storeFile(dir));
  const faults = [
    ...checkProgram(machine),
    checkClock(now),
    ...(isNew ? [checkRoom(dir, machine, NEW_HALL_ROOM)] : []),
  ].filter(({ ok }) => !ok);
  if (faults.length === 0) return;
  const zh = (texts: string[]): string => [...new Set(texts)].join("；");
  const en = (texts: string[]): string => [...new Set(texts)].join("; ");
  const mends = faults.flatMap(({ mend }) => (mend === null ? [] : [mend]));
  throw problem(
    "machine-unfit",
    bilingual(
      `启动自检没有通过：${zh(faults.map((fault) => fault.zh))}。`,
      `The self-test at the start failed: ${en(faults.map((fault) => fault.en))}.`,
    ),
    DATA_IS_SAFE,
    bilingual(`${zh(mends.map((mend) => mend.zh))}。`, `To do: ${en(mends.map((mend) => mend.en))}.`),
  );
}
