import type { Answer } from "#shared/contract/call.ts";
import type { Rng } from "#test/helpers/rng.ts";
import type { KioskHall } from "./kiosk-hall.ts";

/** A link between page and host that loses and delays calls and answers, as a busy or broken machine does. */
export type SlowLink = ReturnType<typeof openSlowLink>;

/** Opens a link; what is late comes when `deliver` is called. */
export function openSlowLink(hall: KioskHall, rng: Rng) {
  let late: { arrive: () => Promise<void>; lose: () => void }[] = [];
  let isSound = false;

  const comesLate = (ask: () => Promise<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      late.push({
        arrive: () => ask().then(resolve, reject),
        lose: () => reject(new Error("the page is gone")),
      });
    });

  return {
    async call(name: string, input: unknown): Promise<Answer> {
      const ask = (): Promise<Answer> => hall.dispatch(name, input);
      const luck = isSound ? 100 : rng.below(100);
      if (luck < 3) throw new Error("the call was lost");
      if (luck < 6) return comesLate(ask);
      const answer = await ask();
      if (luck < 9) throw new Error("the answer was lost");
      return luck < 18 ? comesLate(() => Promise.resolve(answer)) : answer;
    },
    /** Lets everything that is late arrive, in any order. */
    async deliver(): Promise<void> {
      const arriving = late;
      late = [];
      while (arriving.length > 0) await arriving.splice(rng.below(arriving.length), 1)[0]?.arrive();
    },
    /** The page was closed: what it waited for reaches nobody. */
    drop(): void {
      for (const { lose } of late) lose();
      late = [];
    },
    isLate: () => late.length > 0,
    /** From now on nothing is lost or late. */
    mend(): void {
      isSound = true;
    },
  };
}
