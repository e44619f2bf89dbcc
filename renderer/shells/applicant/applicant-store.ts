import { create } from "zustand";
import type { ApplicantCheck } from "#shared/contract/joint-check.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type ApplicantState = {
  check: ApplicantCheck | null;
  /** The printed page of the version on screen, in base64; null until it is ready. */
  page: string | null;
  problem: Problem | null;
  busy: boolean;
  read: () => Promise<void>;
  point: (path: string) => Promise<void>;
  /** Confirms exactly the version on screen; `signature` is a PNG in base64. */
  confirm: (signature: string | null) => Promise<void>;
  clearProblem: () => void;
};

/** What the applicant's window shows. */
export const useApplicantStore = create<ApplicantState>()((set, get) => {
  const show = (check: ApplicantCheck | null): void => {
    const same = check !== null && get().check?.id === check.id;
    set({ check, ...(same ? {} : { page: null }) });
  };
  const readPage = async (id: string): Promise<void> => {
    const withPage = await ask("check.get", { withPage: true });
    if (withPage?.id === id && get().check?.id === id) set({ page: withPage.page });
  };
  const act = async (asked: () => Promise<ApplicantCheck>): Promise<void> => {
    set({ busy: true, problem: null });
    try {
      show(await asked());
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    } finally {
      set({ busy: false });
    }
  };
  return {
    check: null,
    page: null,
    problem: null,
    busy: false,
    read: async () => {
      try {
        // The text shows at once; the page takes a moment longer.
        const check = await ask("check.get", { withPage: false });
        show(check);
        set({ problem: null });
        if (check !== null && get().page === null) await readPage(check.id);
      } catch (thrown) {
        // The window may already show another visitor's form.
        set({ check: null, page: null, problem: problemOf(thrown) });
      }
    },
    point: (path) => act(() => ask("check.point", { id: get().check?.id ?? "", path })),
    confirm: (signature) =>
      act(() =>
        ask("check.confirm", { id: get().check?.id ?? "", contentHash: get().check?.contentHash ?? "", signature }),
      ),
    clearProblem: () => set({ problem: null }),
  };
});
