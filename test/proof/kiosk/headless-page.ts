import type { Answer } from "#shared/contract/call.ts";
import type { StationBridge } from "#renderer/host/transport.ts";

/** Where the page's calls go; each walk has a link of its own. */
let call: StationBridge["call"] = () => Promise.reject(new Error("no station is linked"));

/** Links the page to a station. */
export function linkPage(next: (name: string, input: unknown) => Promise<Answer>): void {
  call = next;
}

const bridge: StationBridge = { call: (name, input) => call(name, input), onEvent: () => () => undefined };
const storage = { getItem: () => null, setItem: () => undefined };

// The page's modules take these from the browser when they load; the stores need nothing else of it.
Object.defineProperty(globalThis, "window", { value: { hall: bridge }, configurable: true });
Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
Object.defineProperty(globalThis, "addEventListener", { value: () => undefined, configurable: true });

/** The kiosk's page below its screens: its stores and what its buttons call. */
export const page = {
  ...(await import("#renderer/features/kiosk/visit-acts.ts")),
  ...(await import("#renderer/features/kiosk/visit-steps.ts")),
  ...(await import("#renderer/features/kiosk/visit-store.ts")),
  ...(await import("#renderer/features/kiosk/kiosk-display.ts")),
  ...(await import("#renderer/features/kiosk/questions.ts")),
  ...(await import("#renderer/features/kiosk/slip-state.ts")),
  ...(await import("#renderer/features/people/session-store.ts")),
  ...(await import("#renderer/host/host.ts")),
  ...(await import("#renderer/lib/text.ts")),
};

/** What the page still holds of a visit that is over; nothing where it is as before the first visit. */
export function residueOf(secret: string, language: "zh" | "en"): string[] {
  const { key: _key, ...now } = page.useVisitStore.getState();
  const { key: _first, ...blank } = page.useVisitStore.getInitialState();
  const all = { ...now, ...page.useDisplayStore.getState(), problemOfSignIn: page.useSessionStore.getState().problem };
  const wanted = { ...blank, elder: false, problemOfSignIn: null };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const differing = names.filter((name) => JSON.stringify(all[name]) !== JSON.stringify(wanted[name]));
  const stored = JSON.stringify([all, page.useSessionStore.getState(), page.useWipeStore.getState()]);
  return [
    ...differing.map((name) => `residue: ${name}`),
    ...(page.useLanguageStore.getState().language === language ? [] : ["residue: language"]),
    ...(stored.includes(secret) ? ["residue: the visitor's words"] : []),
  ];
}
