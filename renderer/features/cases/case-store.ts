import { useEffect } from "react";
import { create } from "zustand";
import type { Act, ActKind } from "#shared/case/act.ts";
import type { Application } from "#shared/case/application.ts";
import { actLabel } from "#shared/case/case-status.ts";
import type { CaseView } from "#shared/contract/acts.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { followEvents } from "#renderer/host/events.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";

/** A case with the record and the rules that its page needs. */
export type ShownCase = { view: CaseView; application: Application; profile: Profile };

type CaseStore = {
  id: string | null;
  shown: ShownCase | null;
  problem: Problem | null;
  /** The act whose form is open. */
  chosen: ActKind | null;
  busy: boolean;
  /** The label of the act recorded last, announced once. */
  said: Bilingual | null;
  read: (id: string) => Promise<void>;
  choose: (kind: ActKind | null) => void;
  /** True when the host has stored the act. */
  perform: (act: Act) => Promise<boolean>;
};

async function fetchCase(id: string): Promise<ShownCase> {
  const [view, application] = await Promise.all([
    ask("case.get", { applicationId: id }),
    ask("application.get", { id }),
  ]);
  return {
    view,
    application,
    profile: profileFor(await ask("application.profile", { id: application.id }), application.content.service),
  };
}

/** The case on screen and the act being recorded. */
export const useCaseStore = create<CaseStore>()((set, get) => {
  const load = async (id: string): Promise<void> => {
    const shown = await fetchCase(id);
    if (get().id === id) set({ shown });
  };
  return {
    id: null,
    shown: null,
    problem: null,
    chosen: null,
    busy: false,
    said: null,
    read: async (id) => {
      if (get().id !== id) set({ id, shown: null, chosen: null, said: null });
      set({ problem: null });
      try {
        await load(id);
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      }
    },
    choose: (chosen) => set({ chosen, said: null, problem: null }),
    perform: async (act) => {
      const { shown, busy } = get();
      if (shown === null || busy) return false;
      const id = shown.view.applicationId;
      set({ busy: true, problem: null, said: null });
      try {
        await ask("act.perform", { applicationId: id, shownVersion: shown.view.version, act });
        await load(id);
        set({ chosen: null, said: actLabel(act.kind, shown.view.state) });
        return true;
      } catch (thrown) {
        const problem = problemOf(thrown);
        // Somebody else may have acted: the current case is shown and the typed text stays.
        if (problem.code !== "bad-input") await load(id).catch(() => undefined);
        set({ problem });
        return false;
      } finally {
        set({ busy: false });
      }
    },
  };
});

/** Keeps the case on screen fresh. It does not change under an open act form, so that a change is reported first. */
export function useCase(id: string) {
  const store = useCaseStore();
  const { read } = store;
  useEffect(() => {
    void read(id);
    const again = (): void => {
      if (useCaseStore.getState().chosen === null) void read(id);
    };
    return followEvents((event) => {
      const { busy } = useCaseStore.getState();
      if (event.kind === "application.changed" && event.id === id && !busy) again();
    }, again);
  }, [id, read]);
  return store;
}
