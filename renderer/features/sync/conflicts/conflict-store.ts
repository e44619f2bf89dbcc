import { create } from "zustand";
import type { ConflictResolved, ConflictView } from "#shared/contract/conflicts.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { ConflictField, ConflictSide } from "#shared/case/version-conflict.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

/** The key of a field among the choices. */
export const fieldKey = ({ section, field }: Pick<ConflictField, "section" | "field">): string => `${section}.${field}`;

type ConflictState = {
  /** The application whose form is open. */
  opened: string | null;
  view: ConflictView | null;
  /** The side chosen for each field; a field without one is still open. */
  picks: Record<string, ConflictSide>;
  problem: Problem | null;
  resolved: ConflictResolved | null;
  busy: boolean;
  open: (applicationId: string) => void;
  close: () => void;
  read: (applicationId: string) => Promise<void>;
  pick: (field: ConflictField, side: ConflictSide) => void;
  /** True when the host has stored the decision. */
  resolve: () => Promise<boolean>;
};

const presets = ({ fields }: ConflictView): Record<string, ConflictSide> =>
  Object.fromEntries(fields.flatMap((field) => (field.preset === null ? [] : [[fieldKey(field), field.preset]])));

/** The open conflict and the choices made so far. */
export const useConflictStore = create<ConflictState>()((set, get) => ({
  opened: null,
  open: (opened) => set({ opened }),
  close: () => set({ opened: null }),
  view: null,
  picks: {},
  problem: null,
  resolved: null,
  busy: false,
  async read(applicationId) {
    set({ view: null, picks: {}, problem: null, resolved: null });
    try {
      const view = await ask("conflict.get", { applicationId });
      set({ view, picks: presets(view) });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
  pick: (field, side) => set({ picks: { ...get().picks, [fieldKey(field)]: side } }),
  async resolve() {
    const { view, picks, busy } = get();
    if (view === null || view.theirs === null || busy) return false;
    const { applicationId, shownVersion, theirs, fields } = view;
    set({ busy: true, problem: null });
    try {
      const chosen = fields.flatMap(({ section, field }) => {
        const side = picks[fieldKey({ section, field })];
        return side === undefined ? [] : [{ section, field, side }];
      });
      set({ resolved: await ask("conflict.resolve", { applicationId, shownVersion, theirs, picks: chosen }) });
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      // More entries arrived: the form is shown again, and choices for unchanged values stay.
      if (problem.code === "changed-meanwhile") {
        const again = await ask("conflict.get", { applicationId }).catch(() => null);
        if (again !== null)
          set({ view: again, picks: { ...presets(again), ...keptPicks(fields, again.fields, picks) } });
      }
      set({ problem });
      return false;
    } finally {
      set({ busy: false });
    }
  },
}));

const keptPicks = (
  before: readonly ConflictField[],
  after: readonly ConflictField[],
  picks: Record<string, ConflictSide>,
): Record<string, ConflictSide> =>
  Object.fromEntries(
    after.flatMap((field) => {
      const side = picks[fieldKey(field)];
      const same = before.some(
        (one) => fieldKey(one) === fieldKey(field) && one.mine === field.mine && one.theirs === field.theirs,
      );
      return side !== undefined && same ? [[fieldKey(field), side]] : [];
    }),
  );
