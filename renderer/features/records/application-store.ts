import { create } from "zustand";
import type { Application } from "#shared/case/application.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type ApplicationState = {
  application: Application | null;
  /** The rules the application was taken in under, for its labels. */
  profile: Profile | null;
  /** Accepted on this screen just now, rather than looked up. */
  fresh: boolean;
  /** The case page instead of the page of what was just accepted. */
  asCase: boolean;
  problem: Problem | null;
  /** Goes from what was just accepted to its case. */
  goOn: () => void;
  show: (application: Application, fresh: boolean) => void;
  open: (id: string) => Promise<void>;
  close: () => void;
  /** Goes back to the form from an application that was looked up; one accepted just now stays until a new form is asked for. */
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
