import type { ClockLine } from "#shared/case/application.ts";
import type { CallbackStanding } from "#shared/case/callback.ts";
import { type Bilingual, say } from "#shared/lib/bilingual.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { Route } from "#shared/profile/routing-rules.ts";
import { type Instant, localDateOf, minuteOfDay } from "#shared/time/instant.ts";

/** `YYYY-MM-DD HH:MM` in China; written as text, so that no spreadsheet shifts it to another zone or format. */
export function chinaTime(at: Instant): string {
  const minute = minuteOfDay(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${localDateOf(at)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** What the ledger calls each channel (渠道). */
export const CHANNEL_WORDS: Record<Channel, Bilingual> = {
  counter: say("窗口", "Counter"),
  kiosk: say("自助机", "Kiosk"),
  phone: say("电话", "Phone"),
  online: say("线上", "Online"),
  "on-behalf": say("代办", "On behalf"),
};

/** What the ledger calls each route (办理路径). */
export const ROUTE_WORDS: Record<Route, Bilingual> = {
  commitment: say("告知承诺", "Commitment"),
  direct: say("免审批", "Direct"),
  "joint-approval": say("并联审批", "Joint approval"),
  blocked: say("暂停承诺", "Commitment suspended"),
};

/** What the ledger calls the standing of a callback (回访). */
export const CALLBACK_WORDS: Record<CallbackStanding, Bilingual> = {
  overdue: say("逾期未回访", "Overdue"),
  today: say("今日回访", "Today"),
  planned: say("待回访", "Planned"),
  undated: say("未定日期", "No date yet"),
  reached: say("已回访", "Done"),
  refused: say("用户谢绝", "Declined by the applicant"),
};

/** What the ledger calls the state of a clock (时限). */
export const CLOCK_WORDS: Record<ClockLine["state"], Bilingual> = {
  "not-started": say("未起算", "Not started"),
  running: say("进行中", "Running"),
  "due-today": say("今日到期", "Due today"),
  overdue: say("已超期", "Overdue"),
  paused: say("已暂停", "Paused"),
  "calendar-missing": say("缺少当年日历，无法计算", "Calendar missing"),
  "no-limit": say("文件未规定", "No limit in the paper"),
  "ended-in-time": say("已结束，未超期", "Ended in time"),
  "ended-late": say("已结束，曾超期", "Ended late"),
};
