import type { Now } from "#shared/time.ts";
import type { Hall } from "#station/services/hall.ts";

/** A clerk who has just taken something in is likely to go on. */
const BUSY_FOR_MS = 10_000;

/** Whether somebody works at this station's counter just now, by the acts that it recorded; `stop` ends the listening. */
export function watchCounter(news: Hall["news"], now: Now): { isBusy: () => boolean; stop: () => void } {
  let lastAct = Number.NEGATIVE_INFINITY;
  const stop = news.listen(({ kind }) => {
    if (kind === "application.accepted" || kind === "application.changed" || kind === "reception.given")
      lastAct = Date.parse(now());
  });
  return { isBusy: () => Math.abs(Date.parse(now()) - lastAct) < BUSY_FOR_MS, stop };
}
