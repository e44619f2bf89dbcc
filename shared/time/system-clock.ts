import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DAY_MS, MINUTE_MS, type Instant } from "./instant.ts";

/** A clock that is off by more than this is doubted: two minutes. */
export const CLOCK_SLACK_MS = 2 * MINUTE_MS;

/** A clock this far ahead was almost surely set wrong: numbers and deadlines would be of another year. */
export const FAR_AHEAD_MS = 366 * DAY_MS;

/** A time from another source, with the monotonic clock's value at that moment. */
export type TimeMark = { at: Instant; monotonicMs: number };

/** What is known about the time. The monotonic clock counts milliseconds and cannot be set. */
export type ClockFacts = {
  wall: Instant;
  monotonicMs: number;
  /** The wall clock when the program began to watch it. */
  start: TimeMark;
  /** The latest recorded time while the clock was trusted; null in a new hall. */
  lastSeen: Instant | null;
  /** The latest time at which the clock was found right; null where that is not known. */
  lastTrusted: Instant | null;
  /** The centre's last time (its answer's `Date`); null until it answers after the start. */
  centre: TimeMark | null;
  /** A person has compared the clock since the program began and found it right. */
  isConfirmed: boolean;
};

/** Why the clock is doubted. `offsetMs` is how far it is ahead, negative if it is behind. */
export type ClockDoubt = {
  source: "monotonic" | "last-seen" | "centre";
  offsetMs: number;
  text: Bilingual;
  next: Bilingual;
};

/** Whether the wall clock of this machine can be relied on. */
export type ClockTrust = { kind: "sure" } | { kind: "unsure"; doubts: ClockDoubt[] };

const ASK_FIRST = bilingual(
  "请对照手机或值班电话核对电脑的日期和时间，更正或确认之后才能受理。",
  "Compare the PC's date and time with a phone; intake goes on once it is corrected or confirmed.",
);
const SET_IT = bilingual(
  "请对照手机或值班电话核对电脑的日期和时间，更正后再确认；受理照常进行。",
  "Compare the PC's date and time with a phone, correct it, then confirm; intake goes on.",
);

function span(ms: number): Bilingual {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
  if (minutes < 120) return bilingual(`${minutes} 分钟`, `${minutes} min`);
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? bilingual(`${hours} 小时`, `${hours} h`)
    : bilingual(`${Math.round(hours / 24)} 天`, `${Math.round(hours / 24)} days`);
}

const side = (ms: number): Bilingual => (ms > 0 ? bilingual("快", "ahead of") : bilingual("慢", "behind"));

function textOf(source: ClockDoubt["source"], offsetMs: number): Bilingual {
  const by = span(offsetMs);
  const way = side(offsetMs);
  switch (source) {
    case "centre":
      return bilingual(`电脑时间比中心平台${way.zh} ${by.zh}`, `The PC's clock is ${by.en} ${way.en} the centre's`);
    case "last-seen":
      return offsetMs > 0
        ? bilingual(
            `电脑时间比本机上次可信的时间晚 ${by.zh}`,
            `The PC shows a time ${by.en} after the last one that was trusted here`,
          )
        : bilingual(
            `电脑时间比本机上次记录的时间早 ${by.zh}`,
            `The PC shows a time ${by.en} before the last one recorded here`,
          );
    case "monotonic":
      return offsetMs > 0
        ? bilingual(
            `程序运行期间电脑时间向前跳了 ${by.zh}（被调整，或电脑休眠过）`,
            `While the program ran the PC's time jumped ahead by ${by.en} (set by hand, or the PC slept)`,
          )
        : bilingual(
            `程序运行期间电脑时间被调回 ${by.zh}`,
            `While the program ran the PC's time was set back by ${by.en}`,
          );
  }
}

/** How far the clock was from a recorded time when the program began, corrected by what was set since. */
const atStart = (facts: ClockFacts, at: Instant): number =>
  Date.parse(facts.wall) - (facts.monotonicMs - facts.start.monotonicMs) - Date.parse(at);

/** How far the clock was behind the last recorded time when the program began; never above 0. */
const setBack = (facts: ClockFacts, lastSeen: Instant): number => Math.min(0, atStart(facts, lastSeen));

/** How far the clock was ahead of the last trusted time when the program began; 0 unless that is very far. */
function farAhead(facts: ClockFacts, lastTrusted: Instant): number {
  const offset = atStart(facts, lastTrusted);
  return offset > FAR_AHEAD_MS ? offset : 0;
}

const offsetFrom = (facts: ClockFacts, mark: TimeMark): number =>
  Date.parse(facts.wall) - (Date.parse(mark.at) + facts.monotonicMs - mark.monotonicMs);

/**
 * Evaluates the wall clock. The centre's time decides alone, as it is the only clock outside this machine. Without
 * it, the wall clock must keep step with the monotonic one and not be behind the last recorded time.
 */
export function evaluateClock(facts: ClockFacts): ClockTrust {
  const doubt = (source: ClockDoubt["source"], offsetMs: number): ClockDoubt[] => {
    if (Math.abs(offsetMs) <= CLOCK_SLACK_MS) return [];
    const asksFirst = offsetMs > FAR_AHEAD_MS && !(facts.isConfirmed && source === "centre");
    return [{ source, offsetMs, text: textOf(source, offsetMs), next: asksFirst ? ASK_FIRST : SET_IT }];
  };
  const doubts =
    facts.centre !== null
      ? doubt("centre", offsetFrom(facts, facts.centre))
      : [
          ...doubt("monotonic", offsetFrom(facts, facts.start)),
          ...(facts.lastSeen === null ? [] : doubt("last-seen", setBack(facts, facts.lastSeen))),
          ...(facts.lastTrusted === null ? [] : doubt("last-seen", farAhead(facts, facts.lastTrusted))),
        ];
  return doubts.length === 0 ? { kind: "sure" } : { kind: "unsure", doubts };
}

/** The doubt of a clock that is years ahead; null where there is none. */
export const findFarAhead = (trust: ClockTrust): ClockDoubt | null =>
  trust.kind === "sure" ? null : (trust.doubts.find(({ offsetMs }) => offsetMs > FAR_AHEAD_MS) ?? null);
