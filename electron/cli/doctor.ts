import { bilingual } from "#shared/lib/bilingual.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { hasYear } from "#shared/time/calendar.ts";
import { ProblemError, type Problem } from "#shared/lib/problem.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { calendarFolder, openCalendars } from "#station/rules/calendar-registry.ts";
import { checkClock, checkDrawing, checkFolder, checkFonts, checkRoom, checkSqlite } from "#station/app/self-test.ts";
import { thisMachine } from "#station/app/machine.ts";
import { openProfiles, openStationToRead } from "#station/app/open-station.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { findNamedCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import type { CommandBody } from "./command.ts";
import { publicationFindings } from "./doctor-publications.ts";
import { doctorPrinters } from "./doctor-printers.ts";
import { formerStoreFinding, records } from "./doctor-store.ts";
import { finding, type Finding } from "#station/app/finding.ts";
import { proxySettings, runtime } from "./doctor-machine.ts";
import { terminal } from "./terminal.ts";

function quarantineFinding(id: string, { what, fields, next }: Problem): Finding {
  const places = (language: "zh" | "en") =>
    fields
      .slice(0, 5)
      .map((field) => field.message[language])
      .join("; ");
  return finding(id, false, bilingual(`${what.zh} ${places("zh")}`, `${what.en} ${places("en")}`), next);
}

/** The loaded profiles, and each quarantined file with its faults; the other profiles work. */
function profiles(dataDir: string): Finding[] {
  const opened = openProfiles(dataDir);
  const registry = opened.list();
  const ids = registry.map(({ profile }) => profile.id);
  return [
    finding(
      "profiles",
      registry.length > 0,
      bilingual(`地方规则：${ids.join("、")}`, `profiles: ${ids.join(", ")}`),
      bilingual("请重新安装", "install again"),
    ),
    ...opened.quarantined().map((quarantined) => quarantineFinding("profile-set-aside", quarantined.problem)),
  ];
}

function rules(dataDir: string): Finding[] {
  const { calendars, quarantined } = openCalendars(dataDir);
  const year = Number(localDateOf(new Date().toISOString()).slice(0, 4));
  const has = (each: number) => hasYear(calendars, each);
  const mend = (each: number) =>
    bilingual(
      `国务院公布 ${each} 年放假安排后，将日历文件放入 ${join(calendarFolder(dataDir), `${each}.json`)}`,
      `put ${join(calendarFolder(dataDir), `${each}.json`)} there once the notice for ${each} is out`,
    );
  return [
    ...profiles(dataDir),
    ...quarantined.map((faulty) => quarantineFinding("calendar-set-aside", faulty)),
    finding(
      "calendar-this-year",
      has(year),
      bilingual(
        `${year} 年节假日安排：${has(year) ? "有" : "缺"}`,
        `holiday calendar ${year}: ${has(year) ? "present" : "missing"}`,
      ),
      mend(year),
    ),
    finding(
      "calendar-next-year",
      has(year + 1),
      bilingual(
        `${year + 1} 年节假日安排：${has(year + 1) ? "有" : "缺"}；跨年时限将显示“缺日历”`,
        `holiday calendar ${year + 1}: ${has(year + 1) ? "present" : "missing"}`,
      ),
      mend(year + 1),
    ),
  ];
}

/** The address of the centre; null if there is no store yet, or if it cannot be read, which other findings report. */
function findLink(dataDir: string): { url: string } | null {
  if (!existsSync(storeFile(dataDir))) return null;
  try {
    const open = openStationToRead(dataDir);
    try {
      return findNamedCentre(open.context);
    } finally {
      open.close();
    }
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
      bilingual(
        "中心平台：内嵌演示平台（随窗口启动）",
        "centre: the embedded demonstration centre, started with the window",
      ),
      null,
    );
  try {
    const answer = await linkTo(link.url, dataDir).fetch(new URL("/health", link.url), {
      signal: AbortSignal.timeout(5000),
      redirect: "error",
    });
    return finding(
      "centre",
      answer.ok,
      bilingual(`中心平台 ${link.url}：${answer.status}`, `centre ${link.url}: ${answer.status}`),
      bilingual("请联系中心平台管理员", "tell the centre's administrator"),
    );
  } catch (error) {
    return finding(
      "centre",
      false,
      bilingual(
        `中心平台 ${link.url} 连不上：${error instanceof Error ? error.message : ""}`,
        `centre ${link.url} cannot be reached`,
      ),
      bilingual("检查网络；受理不受影响，记录稍后同步", "check the network; intake goes on and records are sent later"),
    );
  }
}

/**
 * `hall doctor`: what this machine can and cannot do, and what to do about it. Exits with 1 only where intake itself
 * cannot work.
 */
export const doctorCommand: CommandBody = {
  async run({ dataDir }) {
    const findings = [
      ...runtime(),
      ...proxySettings(),
      checkSqlite(thisMachine),
      checkDrawing(thisMachine),
      checkClock(() => new Date().toISOString()),
      checkFolder(dataDir, thisMachine),
      checkRoom(dataDir, thisMachine),
      ...records(dataDir),
      ...formerStoreFinding(dataDir),
      ...rules(dataDir),
      ...publicationFindings(dataDir),
      checkFonts(thisMachine),
      ...(await doctorPrinters()),
      await centre(dataDir),
    ];
    for (const each of findings)
      terminal.note(
        `${each.ok ? "✓" : "✗"} ${each.zh}${each.mend ? ` → ${each.mend.zh}` : ""}`,
        `  ${each.en}${each.mend ? ` → ${each.mend.en}` : ""}`,
      );
    const vital = new Set(["node", "sqlite", "drawing", "clock", "data-folder", "store", "profiles", "fonts"]);
    const ready = findings.every((each) => each.ok || !vital.has(each.id));
    terminal.result({ ready, findings });
    return ready ? 0 : 1;
  },
};
