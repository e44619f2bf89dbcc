import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasYear } from "#shared/time/calendar.ts";
import { ProblemError, type Problem } from "#shared/lib/problem.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { missingFonts } from "#station/rendering/fonts.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { calendarFolder, openCalendars } from "#station/rules/calendar-registry.ts";
import { openProfiles } from "#station/app/open-station.ts";
import { linkTo, readCentreLink } from "#station/sync/transport/centre-link.ts";
import type { CommandBody } from "./command.ts";
import { publicationFindings } from "./doctor-publications.ts";
import { doctorPrinters } from "./doctor-printers.ts";
import { records } from "./doctor-store.ts";
import { finding, type Finding } from "./doctor-finding.ts";
import { findProgram } from "./doctor-machine.ts";
import { terminal } from "./terminal.ts";

function runtime(): Finding[] {
  const major = Number(process.versions.node.split(".")[0]);
  const electron =
    existsSync(join(projectRoot(), "node_modules", "electron", "path.txt")) ||
    Boolean(process.env["ELECTRON_OVERRIDE_DIST_PATH"]);
  const browser = findProgram([
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
  ]);
  return [
    finding(
      "node",
      major >= 24,
      `Node ${process.versions.node}`,
      `Node ${process.versions.node}`,
      "请用 npm start 启动，它会使用自带的 Node 24",
      "start with npm start, which brings Node 24",
    ),
    finding(
      "electron",
      electron,
      electron ? "有 Electron 运行时" : "没有 Electron 运行时",
      electron ? "Electron runtime present" : "no Electron runtime",
      "联网后运行 npm start -- --get-electron；没有也可用浏览器窗口",
      "npm start -- --get-electron when online; a browser window serves meanwhile",
    ),
    finding(
      "browser",
      browser !== null,
      browser ?? "没有找到浏览器",
      browser ?? "no browser found",
      "请安装 Chromium、Chrome 或 Edge",
      "install Chromium, Chrome or Edge",
    ),
  ];
}

async function store(): Promise<Finding> {
  try {
    const { default: Database } = await import("better-sqlite3");
    const version = new Database(":memory:").prepare<[], { v: string }>("SELECT sqlite_version() AS v").get()?.v ?? "";
    return finding("sqlite", true, `SQLite ${version}`, `SQLite ${version}`, "", "");
  } catch (error) {
    return finding(
      "sqlite",
      false,
      `SQLite 无法加载（${process.platform} ${process.arch}）：${String(error)}`,
      `SQLite cannot be loaded (${process.platform} ${process.arch}): ${String(error)}`,
      "此处理器或系统不在支持之列，或需重新安装",
      "this processor or system is not supported, or install again",
    );
  }
}

function folder(dataDir: string): Finding[] {
  let at = dataDir;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  let writable = true;
  try {
    accessSync(at, constants.W_OK);
  } catch {
    writable = false;
  }
  const { bavail, bsize } = statfsSync(at);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  return [
    finding(
      "data-folder",
      writable,
      `${dataDir} ${writable ? "可写" : "不可写"}`,
      `${dataDir} ${writable ? "is writable" : "is not writable"}`,
      "请更改权限或用 --data 指定别处",
      "change its permissions or name another with --data",
    ),
    finding(
      "disk-space",
      free > 500,
      `剩余 ${free} MB`,
      `${free} MB free`,
      "请腾出至少 500 MB",
      "free at least 500 MB",
    ),
  ];
}

function quarantineFinding(id: string, { what, fields, next }: Problem): Finding {
  const places = (language: "zh" | "en") =>
    fields
      .slice(0, 5)
      .map((field) => field.message[language])
      .join("; ");
  return finding(id, false, `${what.zh} ${places("zh")}`, `${what.en} ${places("en")}`, next.zh, next.en);
}

/** The profiles at hand, and each file that was set aside by its faults; the others work on. */
function profiles(dataDir: string): Finding[] {
  const opened = openProfiles(dataDir);
  const registry = opened.list();
  const ids = registry.map(({ profile }) => profile.id);
  return [
    finding(
      "profiles",
      registry.length > 0,
      `地方规则包：${ids.join("、")}`,
      `profiles: ${ids.join(", ")}`,
      "请重新安装",
      "install again",
    ),
    ...opened.quarantined().map((quarantined) => quarantineFinding("profile-set-aside", quarantined.problem)),
  ];
}

function rules(dataDir: string): Finding[] {
  const { calendars, quarantined: setAside } = openCalendars(dataDir);
  const year = Number(localDateOf(new Date().toISOString()).slice(0, 4));
  const has = (each: number) => hasYear(calendars, each);
  const mend = (each: number): [string, string] => [
    `国务院公布 ${each} 年放假安排后，将日历文件放入 ${join(calendarFolder(dataDir), `${each}.json`)}`,
    `put ${join(calendarFolder(dataDir), `${each}.json`)} there once the notice for ${each} is out`,
  ];
  return [
    ...profiles(dataDir),
    ...setAside.map((faulty) => quarantineFinding("calendar-set-aside", faulty)),
    finding(
      "calendar-this-year",
      has(year),
      `${year} 年节假日安排：${has(year) ? "有" : "缺"}`,
      `holiday calendar ${year}: ${has(year) ? "present" : "missing"}`,
      ...mend(year),
    ),
    finding(
      "calendar-next-year",
      has(year + 1),
      `${year + 1} 年节假日安排：${has(year + 1) ? "有" : "缺"}；跨年时限将显示“缺日历”`,
      `holiday calendar ${year + 1}: ${has(year + 1) ? "present" : "missing"}`,
      ...mend(year + 1),
    ),
  ];
}

async function paper(): Promise<Finding[]> {
  const missing = missingFonts();
  return [
    finding(
      "fonts",
      missing.length === 0,
      missing.length === 0 ? "打印字体齐全" : `缺少字体：${missing.join("、")}`,
      missing.length === 0 ? "printing fonts are all there" : `fonts missing: ${missing.join(", ")}`,
      "请重新安装",
      "install again",
    ),
    ...(await doctorPrinters()),
  ];
}

/** The address of the centre; a store that cannot be read is told of by the other findings. */
function findLink(dataDir: string): { url: string } | null {
  try {
    return readCentreLink(dataDir);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

async function centre(dataDir: string): Promise<Finding> {
  const link = findLink(dataDir);
  if (link === null)
    return finding(
      "centre",
      true,
      "中心平台：内嵌演示平台（随窗口启动）",
      "centre: the embedded demonstration centre, started with the window",
      "",
      "",
    );
  try {
    const answer = await linkTo(link.url, dataDir).fetch(new URL("/health", link.url), {
      signal: AbortSignal.timeout(5000),
      redirect: "error",
    });
    return finding(
      "centre",
      answer.ok,
      `中心平台 ${link.url}：${answer.status}`,
      `centre ${link.url}: ${answer.status}`,
      "请联系中心平台管理员",
      "tell the centre's administrator",
    );
  } catch (error) {
    return finding(
      "centre",
      false,
      `中心平台 ${link.url} 连不上：${error instanceof Error ? error.message : ""}`,
      `centre ${link.url} cannot be reached`,
      "检查网络；受理不受影响，记录稍后上报",
      "check the network; intake goes on and records are sent later",
    );
  }
}

/** `hall doctor`: what this machine can and cannot do, each with the mend; exit 1 only where intake itself cannot work. */
export const doctorCommand: CommandBody = {
  async run({ dataDir }) {
    const findings = [
      ...runtime(),
      await store(),
      ...folder(dataDir),
      ...records(dataDir),
      ...rules(dataDir),
      ...publicationFindings(dataDir),
      ...(await paper()),
      await centre(dataDir),
    ];
    for (const each of findings)
      terminal.note(
        `${each.ok ? "✓" : "✗"} ${each.zh}${each.mend ? ` → ${each.mend.zh}` : ""}`,
        `  ${each.en}${each.mend ? ` → ${each.mend.en}` : ""}`,
      );
    const vital = new Set(["node", "sqlite", "data-folder", "store", "profiles", "fonts"]);
    const ready = findings.every((each) => each.ok || !vital.has(each.id));
    terminal.result({ ready, findings });
    return ready ? 0 : 1;
  },
};
