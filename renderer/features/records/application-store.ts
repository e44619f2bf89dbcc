import { create } from "zustand";
import type { Application } from "#shared/case/application.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type ApplicationState = {
  application: Application | null;
  /** The rules of its acceptance, for its labels. */
  profile: Profile | null;
  /** True if it was just accepted on this screen rather than looked up. */
  fresh: boolean;
  /** True for the case page, false for the page after acceptance. */
  asCase: boolean;
  problem: Problem | null;
  /** Goes from the page after acceptance to the case. */
  goOn: () => void;
  show: (application: Application, fresh: boolean) => void;
  open: (id: string) => Promise<void>;
  close: () => void;
  /** Returns from a looked-up application to the form; one just accepted stays until a new form. */
  leave: () => void;
};

/** The application on screen after acceptance, or one opened from the day's list. */
export const useApplicationStore = create<ApplicationState>()((set, get) => ({
  application: null,
  profile: null,
  fresh: false,
  asCase: false,
  problem: null,
  goOn: () => set({ asCase: true }),
  show: (application, fresh) => {
    set({ application, fresh, asCase: !fresh, problem: null });
    set({ profile: null });
    ask("application.profile", { id: application.id }).then(
      (profile) => {
        if (get().application?.id === application.id)
          set({ profile: profileFor(profile, application.content.service) });
      },
      (thrown: unknown) => set({ problem: problemOf(thrown) }),
    );
  },
  open: async (id) => {
    try {
      get().show(await ask("application.get", { id }), false);
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
  close: () => set({ application: null, problem: null }),
  leave: () => {
    if (!get().fresh) get().close();
  },
}));
