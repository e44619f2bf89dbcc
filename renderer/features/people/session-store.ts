import { create } from "zustand";
import type { SessionView } from "#shared/contract/people.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { followEvents } from "#renderer/host/events.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { forgetAnswers } from "#renderer/host/stale-reads.ts";

type SessionState = {
  session: SessionView | null;
  problem: Problem | null;
  busy: boolean;
  load: () => Promise<void>;
  signIn: (operatorId: string, pin: string) => Promise<void>;
  signOut: () => Promise<void>;
  startKiosk: () => Promise<void>;
  setProfile: (profileId: string) => Promise<void>;
  clearProblem: () => void;
};

const beforeLeaving = new Set<() => Promise<void>>();

/** Registers work to do before the session or its rules change, e.g. saving a draft. Returns a function that removes it. */
export function beforeLeave(act: () => Promise<void>): () => void {
  beforeLeaving.add(act);
  return () => {
    beforeLeaving.delete(act);
  };
}

const left = async (): Promise<void> => {
  await Promise.all([...beforeLeaving].map((act) => act()));
};

const personOf = (session: SessionView | null): string => `${session?.role} ${session?.operator?.id}`;

/** Who works here, at which station, under which local rules. */
export const useSessionStore = create<SessionState>()((set, get) => {
  const change = async (asked: () => Promise<SessionView>): Promise<void> => {
    set({ busy: true, problem: null });
    try {
      const session = await asked();
      // The next person must not see what the host answered to the last one.
      if (personOf(session) !== personOf(get().session)) forgetAnswers();
      set({ session, busy: false });
    } catch (thrown) {
      set({ problem: problemOf(thrown), busy: false });
    }
  };
  return {
    session: null,
    problem: null,
    busy: false,
    load: () =>
      change(async () => {
        const session = await ask("session.get", {});
        // Who stood at a kiosk whose page begins anew, after a crash or a reload, is served no more.
        const isAnew = session.role === "kiosk" && get().session === null;
        return isAnew ? ask("session.startKiosk", {}) : session;
      }),
    signIn: (operatorId, pin) => change(() => ask("session.signIn", { operatorId, pin })),
    signOut: () => change(async () => (await left(), ask("session.signOut", {}))),
    startKiosk: () => change(() => ask("session.startKiosk", {})),
    setProfile: (profileId) => change(async () => (await left(), ask("hall.setProfile", { profileId }))),
    clearProblem: () => set({ problem: null }),
  };
});

/** Follows doubts of the clock, faults of the store, and a host that was started again. Returns a function that stops it. */
export function followSession(): () => void {
  const load = (): void => void useSessionStore.getState().load();
  return followEvents(({ kind }) => {
    if (kind === "systemClock.changed" || kind === "health.changed") load();
  }, load);
}
