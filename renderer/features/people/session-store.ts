import { create } from "zustand";
import type { SessionView } from "#shared/contract/people.ts";
import type { ProfileLine } from "#shared/contract/rules.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type SessionState = {
  session: SessionView | null;
  profiles: ProfileLine[];
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

/** Who works here, at which station, under which local rules. */
export const useSessionStore = create<SessionState>()((set) => {
  const change = async (asked: () => Promise<SessionView>): Promise<void> => {
    set({ busy: true, problem: null });
    try {
      set({ session: await asked(), busy: false });
    } catch (thrown) {
      set({ problem: problemOf(thrown), busy: false });
    }
  };
  return {
    session: null,
    profiles: [],
    problem: null,
    busy: false,
    load: () =>
      change(async () => {
        const [session, profiles] = await Promise.all([ask("session.get", {}), ask("profile.list", {})]);
        set({ profiles });
        return session;
      }),
    signIn: (operatorId, pin) => change(() => ask("session.signIn", { operatorId, pin })),
    signOut: () => change(async () => (await left(), ask("session.signOut", {}))),
    startKiosk: () => change(() => ask("session.startKiosk", {})),
    setProfile: (profileId) => change(async () => (await left(), ask("hall.setProfile", { profileId }))),
    clearProblem: () => set({ problem: null }),
  };
});
