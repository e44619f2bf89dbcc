import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type Problem } from "#shared/lib/problem.ts";
import { hourText, later, type Instant } from "#shared/time/instant.ts";
import type { Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { findOperator } from "#station/db/operators.ts";
import { findPinTries, listPinTries, putPinTries, type PinPlace, type PinTries } from "#station/db/pin-tries.ts";

/** How many wrong PINs in a row a person may send: more than typing errors, far too few to guess a PIN. */
const MAX_WRONG = 5;
const WAIT_MS = 60_000;
/** How long staff pages tell of a lock-out; the next shift still sees what happened in the night. */
const TOLD_FOR_MS = 12 * 3_600_000;

const NOBODY = "unknown";

/** Whose PIN is tried, and where. People who are not known here share one count. */
export type PinTarget = { operatorId: string; place: PinPlace };

/** Whose PIN this page tries. */
export const targetOf = ({ db }: StationContext, session: Session, operatorId: string): PinTarget => ({
  operatorId: findOperator(db, operatorId)?.id ?? NOBODY,
  place: session.role === "kiosk" ? "kiosk" : "window",
});

/** Whether an instant lies less than `ms` from now. A clock set back does not prolong a wait. */
const isWithin = (at: Instant, ms: number, now: Instant): boolean => Math.abs(Date.parse(now) - Date.parse(at)) < ms;

const nameOf = ({ db }: StationContext, operatorId: string) => {
  const name = findOperator(db, operatorId)?.name;
  return name === undefined ? bilingual("不存在的人员", "nobody known here") : bilingual(name, name);
};

/** The minute after which a lock-out is surely over. */
const endOf = (lastAt: Instant): string => hourText(later(lastAt, WAIT_MS + 59_999));

function refuseLocked(context: StationContext, tries: PinTries | null): void {
  if (tries === null || tries.wrong < MAX_WRONG || !isWithin(tries.lastAt, WAIT_MS, context.now())) return;
  const until = endOf(tries.lastAt);
  throw problem(
    "pin-wait",
    bilingual(
      `口令连续输错 ${tries.wrong} 次，暂停登录到 ${until}。`,
      `The PIN was wrong ${tries.wrong} times in a row; sign-in waits until ${until}.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      `请在 ${until} 之后再试；忘记口令请找值班主管。`,
      `Try again after ${until}; ask the supervisor if you forgot it.`,
    ),
  );
}

/**
 * Counts a try at a person's PIN before the PIN is compared, so that guesses side by side, or cut off by an end of the
 * program, are counted too. Refuses without counting while the person is locked out there.
 */
export function countTry(context: StationContext, target: PinTarget): void {
  const tries = findPinTries(context.db, target.operatorId, target.place);
  refuseLocked(context, tries);
  changeAs(context, SYSTEM, (unit) => {
    const wrong = (tries?.wrong ?? 0) + 1;
    putPinTries(context.db, { ...target, wrong, lastAt: unit.at, lockedAt: tries?.lockedAt ?? null }, () => false);
  });
}

/** Notes inside the refusal's change that a PIN was wrong; at a lock-out the audit log and every staff page say so. */
export function noteWrong(unit: Unit, target: PinTarget): void {
  const { context, at } = unit;
  const tries = findPinTries(context.db, target.operatorId, target.place);
  if (tries === null || tries.wrong < MAX_WRONG) return;
  putPinTries(context.db, { ...tries, lockedAt: at }, () => false);
  unit.audit("session.lockedOut", "session", { place: target.place, wrong: tries.wrong });
  unit.emit({ kind: "health.changed" });
}

/** Takes the count back inside the change of the right PIN; a lock-out is still told of. */
export function forgiveTries({ context, at }: Unit, target: PinTarget): void {
  const tries = findPinTries(context.db, target.operatorId, target.place);
  if (tries === null) return;
  const isOver = (one: PinTries): boolean =>
    one.wrong === 0 && (one.lockedAt === null || !isWithin(one.lockedAt, TOLD_FOR_MS, at));
  putPinTries(context.db, { ...tries, wrong: 0 }, isOver);
}

/** What staff pages say of repeated refusals in the last hours; empty where there were none. */
export function refusalTroubles(context: StationContext): Problem[] {
  const now = context.now();
  const told = listPinTries(context.db).flatMap(({ operatorId, place, lockedAt }) => {
    if (lockedAt === null || !isWithin(lockedAt, TOLD_FOR_MS, now)) return [];
    const name = nameOf(context, operatorId);
    const at = hourText(lockedAt);
    const isKiosk = place === "kiosk";
    return [
      bilingual(
        `${name.zh}（${at}，${isKiosk ? "自助机" : "窗口"}）`,
        `${name.en} (${at}, ${isKiosk ? "kiosk" : "window"})`,
      ),
    ];
  });
  if (told.length === 0) return [];
  const { problem: trouble } = problem(
    "pin-refused",
    bilingual(
      `口令连续输错 ${MAX_WRONG} 次以上：${told.map(({ zh }) => zh).join("、")}。`,
      `A PIN was wrong ${MAX_WRONG} times in a row or more: ${told.map(({ en }) => en).join(", ")}.`,
    ),
    bilingual("输错的口令没有让任何人登录；数据不受影响。", "No wrong PIN let anybody in; the data is not affected."),
    bilingual(
      "请问本人是否自己输错；不是的话，查看是谁在用那台机器，并报告值班主管。",
      "Ask whether it was they who mistyped. If not, see who uses that machine and tell the supervisor.",
    ),
  );
  return [trouble];
}
