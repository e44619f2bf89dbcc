import { create } from "zustand";
import type { Application } from "#shared/case/application.ts";
import type { FieldValue, FormValues } from "#shared/profile/form.ts";
import type { FieldProblem, Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { formPath } from "#renderer/form/field-path.ts";
import { concerns } from "./questions.ts";

/** The screens of a visit, in their order. */
export type KioskScreen = "welcome" | "choose" | "question" | "review" | "done";

/** One visitor's visit; it exists only in memory and is dropped when the visit ends. */
export type Visit = {
  /** Made when the visit begins; two submissions with it make one application. */
  key: string;
  profile: Profile | null;
  screen: KioskScreen;
  utilities: string[];
  form: FormValues;
  /** The question on screen. */
  at: number;
  /** True if the question was opened from the review and leads back to it. */
  fromReview: boolean;
  problems: FieldProblem[];
  warnings: FieldProblem[];
  /** Why the last act failed. */
  problem: Problem | null;
  busy: boolean;
  application: Application | null;
};

const blank = (): Visit => ({
  key: crypto.randomUUID(),
  profile: null,
  screen: "welcome",
  utilities: [],
  form: {},
  at: 0,
  fromReview: false,
  problems: [],
  warnings: [],
  problem: null,
  busy: false,
  application: null,
});

/** Whether nobody has begun anything: the start page as the next visitor must find it. */
export const isBlankVisit = ({ screen, profile, problem, busy }: Visit): boolean =>
  screen === "welcome" && profile === null && problem === null && !busy;

type VisitState = Visit & {
  /** Changes the visit `key` only while it is on screen, so that a late answer cannot reach the next visitor. */
  patch: (key: string, part: Partial<Visit>) => void;
  /** Goes to another screen of the same visit; the start page is reached by ending it alone. */
  show: (screen: "choose" | "review") => void;
  showQuestion: (at: number, fromReview: boolean) => void;
  toggleUtility: (id: string) => void;
  setValue: (section: string, field: string, value: FieldValue) => void;
  /** Drops all data of the visitor. */
  drop: () => void;
};

/** The visit at this kiosk. */
export const useVisitStore = create<VisitState>()((set) => ({
  ...blank(),
  patch: (key, part) => set((was) => (was.key === key ? part : was)),
  show: (screen) => set({ screen, fromReview: false, problem: null }),
  showQuestion: (at, fromReview) => set({ screen: "question", at, fromReview, problem: null }),
  toggleUtility: (id) =>
    set((was) => {
      const ticked = new Set(was.utilities);
      if (!ticked.delete(id)) ticked.add(id);
      return {
        utilities: (was.profile?.utilities ?? []).map((utility) => utility.id).filter((known) => ticked.has(known)),
        problem: null,
      };
    }),
  // Findings of the previous answer do not apply to this one.
  setValue: (section, field, value) =>
    set((was) => {
      const others = (found: FieldProblem[]): FieldProblem[] =>
        found.filter((one) => !concerns({ path: formPath(section, field) }, one.path));
      return {
        form: { ...was.form, [section]: { ...was.form[section], [field]: value } },
        problems: others(was.problems),
        warnings: others(was.warnings),
      };
    }),
  drop: () => set(blank()),
}));
