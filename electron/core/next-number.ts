import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { takeSerial } from "#station/db/number-series.ts";
import type { StationContext } from "./station-context.ts";
import type { ActorUnit } from "./unit-of-work.ts";

/**
 * Refuses while the clock is years ahead and nobody has confirmed it. A number cannot be taken back, and it would be
 * of that year. A form's dates would be checked against that year too, so an intake asks before it checks them.
 */
export function refuseFarAhead(context: StationContext): void {
  const doubt = context.clock.asksFirst();
  if (doubt === null) return;
  const today = localDateOf(context.now());
  throw problem(
    "clock-far-ahead",
    bilingual(
      `${doubt.text.zh}，现在显示 ${today}，暂不编号。`,
      `${doubt.text.en}; it shows ${today}, so no number is given.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请工作人员核对电脑的日期：不对就更正；正确的话登录窗口页面，点页面上方的“已核对，时间正确”，再办理。",
      "Staff: check the PC's date. Correct it, or sign in and press “Checked: the time is right” at the top of the page; then go on.",
    ),
  );
}

/**
 * Gives the next number of a station's series, inside the change that uses it. Every number of this program is given
 * here; `letter` names a series beside the acceptance numbers.
 */
export function nextNumber({ context, actor, at }: ActorUnit, letter = ""): string {
  refuseFarAhead(context);
  const prefix = `${actor.station.prefix}${letter}`;
  const year = Number(localDateOf(at).slice(0, 4));
  return formatAcceptanceNumber({ prefix, year, serial: takeSerial(context.db, prefix, year) });
}
