import { create } from "zustand";
import type { ProfileLine, SessionView } from "../../shared/contract/calls.ts";
import type { Problem } from "../../shared/problem.ts";
import { ask } from "../host/host.ts";
import { problemOf } from "../host/host-problem.ts";

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
    signOut: () => change(() => ask("session.signOut", {})),
    startKiosk: () => change(() => ask("session.startKiosk", {})),
    setProfile: (profileId) => change(() => ask("hall.setProfile", { profileId })),
    clearProblem: () => set({ problem: null }),
  };
});
