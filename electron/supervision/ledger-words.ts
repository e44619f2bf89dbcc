import type { DeadlineLine } from "#shared/case/application.ts";
import type { CallbackStatus } from "#shared/case/callback.ts";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { Route } from "#shared/profile/routing-rules.ts";
import { type Instant, localDateOf, minuteOfDay } from "#shared/time/instant.ts";

/** `YYYY-MM-DD HH:MM` in China; written as text, so that no spreadsheet shifts it to another zone or format. */
export function chinaTime(at: Instant): string {
  const minute = minuteOfDay(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${localDateOf(at)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** When something was taken in, with the mark of a doubted clock. */
export const markedTime = (at: Instant, isClockDoubted = false): string =>
  `${chinaTime(at)}${isClockDoubted ? "（时钟待核）" : ""}`;

/** What the ledger calls each channel (渠道). */
export const CHANNEL_WORDS: Record<Channel, Bilingual> = {
  counter: bilingual("窗口", "Counter"),
  kiosk: bilingual("自助机", "Kiosk"),
  phone: bilingual("电话", "Phone"),
  online: bilingual("线上", "Online"),
  "on-behalf": bilingual("代办", "On behalf"),
};

/** What the ledger calls each route (办理路径). */
export const ROUTE_WORDS: Record<Route, Bilingual> = {
  commitment: bilingual("告知承诺", "Commitment"),
  direct: bilingual("免审批", "Direct"),
  "joint-approval": bilingual("并联审批", "Joint approval"),
  blocked: bilingual("暂停承诺", "Commitment suspended"),
};

/** What the ledger calls the status of a callback (回访). */
export const CALLBACK_WORDS: Record<CallbackStatus, Bilingual> = {
  overdue: bilingual("逾期未回访", "Overdue"),
  today: bilingual("今日回访", "Today"),
  planned: bilingual("待回访", "Planned"),
  undated: bilingual("未定日期", "No date yet"),
  reached: bilingual("已回访", "Done"),
  refused: bilingual("用户谢绝", "Declined by the applicant"),
};

/** What the ledger calls the state of a deadline (时限). */
export const DEADLINE_WORDS: Record<DeadlineLine["state"], Bilingual> = {
  "not-started": bilingual("未起算", "Not started"),
  running: bilingual("进行中", "Running"),
  "due-today": bilingual("今日到期", "Due today"),
  overdue: bilingual("已超期", "Overdue"),
  paused: bilingual("已暂停", "Paused"),
  "calendar-missing": bilingual("缺少当年日历，无法计算", "Calendar missing"),
  "no-limit": bilingual("文件未规定", "No limit in the paper"),
  "ended-in-time": bilingual("已结束，未超期", "Ended in time"),
  "ended-late": bilingual("已结束，曾超期", "Ended late"),
};
