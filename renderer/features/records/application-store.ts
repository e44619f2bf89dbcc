import { useMemo } from "react";
import { create } from "zustand";
import type { Application } from "#shared/case/application.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { keepAnswer, type Read, useCall } from "#renderer/host/query.ts";

type ApplicationState = {
  /** The application on screen; null while the form is. */
  id: string | null;
  /** True if it was just accepted on this screen rather than looked up. */
  fresh: boolean;
  /** True for the case page, false for the page after acceptance. */
  asCase: boolean;
  /** Why the last one could not be opened. */
  problem: Problem | null;
  /** Goes from the page after acceptance to the case. */
  goOn: () => void;
  show: (application: Application, fresh: boolean) => void;
  /** Null if it could not be opened; what was on screen stays. */
  open: (id: string) => Promise<Application | null>;
  close: () => void;
  /** Returns from a looked-up application to the form; one just accepted stays until a new form. */
  leave: () => void;
};

/** Which application is on screen: the one just accepted, or one opened from a list. */
export const useApplicationStore = create<ApplicationState>()((set, get) => ({
  id: null,
  fresh: false,
  asCase: false,
  problem: null,
  goOn: () => set({ asCase: true }),
  show: (application, fresh) => {
    const { id } = application;
    keepAnswer("application.get", { id }, application);
    set({ id, fresh, asCase: !fresh, problem: null });
  },
  open: async (id) => {
    try {
      const application = await ask("application.get", { id });
      get().show(application, false);
      return application;
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
      return null;
    }
  },
  close: () => set({ id: null, problem: null }),
  leave: () => {
    if (!get().fresh) get().close();
  },
}));

/** A stored application and the rules of its acceptance, for its labels; each is null until it is read. */
export function useApplication(id: string): Read<Application> & { profile: Profile | null } {
  const stored = useCall("application.get", { id });
  const rules = useCall("application.profile", { id });
  const service = stored.data?.content.service;
  const profile = useMemo(() => (rules.data === null ? null : profileFor(rules.data, service)), [rules.data, service]);
  return {
    ...stored,
    profile: stored.data === null ? null : profile,
    problem: stored.problem ?? rules.problem,
    again: () => {
      stored.again();
      rules.again();
    },
  };
}
