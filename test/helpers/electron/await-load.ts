import type { EventEmitter } from "node:events";

/** The number and the name of a failed load. */
type Fault = [errno: number, code: string];

const NET_ERRORS: Record<string, number> = { ERR_ABORTED: -3, ERR_FAILED: -2, ERR_BLOCKED_BY_CLIENT: -20 };

/** The number of a failed load, by Chromium's name for it. */
export const errnoOf = (code: string): number => NET_ERRORS[code] ?? -2;

/**
 * When `loadURL` has ended, by Electron's own rule (`_awaitNextLoad` in `lib/browser/api/web-contents.ts`): a page that
 * goes, stops without having finished, or navigates once more rejects it.
 */
export function awaitNextLoad(page: EventEmitter, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let fault: Fault | null = null;
    let hasStarted = false;
    const end = (error: Fault | null): void => {
      for (const [name, listener] of Object.entries(listeners)) page.removeListener(name, listener);
      if (error === null) return resolve();
      const [errno, code] = error;
      reject(Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { errno, code, url }));
    };
    const listeners = {
      "did-finish-load": () => end(fault),
      "did-fail-load": (_event: object, errno: number, code: string) => {
        fault ??= [errno, code];
      },
      "did-start-navigation": () => {
        if (hasStarted) end([-3, "ERR_ABORTED"]);
        hasStarted = true;
      },
      "did-stop-loading": () => end(fault ?? [-2, "ERR_FAILED"]),
      destroyed: () => end(fault ?? [-2, "ERR_FAILED"]),
    };
    for (const [name, listener] of Object.entries(listeners)) page.on(name, listener);
  });
}
