import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** How many wrong PINs in a row a page may send: more than typing errors, far too few to guess a PIN. */
const MAX_WRONG = 5;
const WAIT_MS = 60_000;

/** Wrong PINs by page, so that a visitor guessing at a kiosk locks out no clerk at a window. */
const tries = new WeakMap<Session, { wrong: number; lastMs: number }>();

/** Refuses a page that guessed too often within the last minute. A clock set back does not prolong the wait. */
export function refuseGuessing(context: StationContext, session: Session): void {
  const tried = tries.get(session);
  if (tried === undefined || tried.wrong < MAX_WRONG || Math.abs(Date.parse(context.now()) - tried.lastMs) >= WAIT_MS)
    return;
  throw problem(
    "pin-wait",
    bilingual(`口令连续输错 ${MAX_WRONG} 次。`, `The PIN was wrong ${MAX_WRONG} times in a row.`),
    NOTHING_WRITTEN,
    bilingual(
      "请等一分钟再试；忘记口令请找值班主管。",
      "Wait a minute and try again; ask the supervisor if you forgot it.",
    ),
  );
}

/** Counts a page's try; the right PIN takes it back. */
export function countTry(context: StationContext, session: Session): void {
  tries.set(session, { wrong: (tries.get(session)?.wrong ?? 0) + 1, lastMs: Date.parse(context.now()) });
}

/** Resets a page's count after the right PIN. */
export const forgiveTries = (session: Session): void => void tries.delete(session);
