import { create } from "zustand";
import type { DraftLine } from "#shared/contract/intake.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { typedBody } from "#renderer/features/intake/clean-body.ts";
import { isBlank, useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { later } from "#renderer/lib/later.ts";

const KEY = "open-form";

/** Remembers which form is open at this station, so that it comes back after a crash; null when none is. */
export function rememberForm(key: string | null): void {
  if (key === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, key);
}

/** The form that was open when the page went away. */
export const lastForm = (): string | null => localStorage.getItem(KEY);

const SAVE_AFTER_MS = 300;

type DraftState = {
  state: "blank" | "typing" | "saved" | "failed";
  savedAt: string | null;
  problem: Problem | null;
  /** The version that this page saved or opened last, null where nothing was saved yet. */
  version: number | null;
  /** What became of the form while somebody else had it open too; stays until it is closed. */
  notice: Problem | null;
  /** The colleague who had parked the form that was taken up. */
  takenFrom: { operator: string; at: string } | null;
  parked: DraftLine[];
};

/** Whether what is on screen is kept, and the visits that are parked. */
export const useDraftStore = create<DraftState>()(() => ({
  state: "blank",
  savedAt: null,
  problem: null,
  version: null,
  notice: null,
  takenFrom: null,
  parked: [],
}));

/** Something on screen is newer than the last save. */
let dirty = false;
/** Counts the forms opened on this page: what comes back for one that is gone is of no interest. */
let opened = 0;

/** Goes on with what is on screen as a draft of its own, where another changed the one it came from; nothing is written over. */
export async function goOnApart(notice: Problem): Promise<void> {
  const key = crypto.randomUUID();
  useIntakeStore.setState({ key });
  rememberForm(key);
  useDraftStore.setState({ version: null, notice, takenFrom: null });
  await save();
  await readParked();
}

async function save(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null || isBlank(intake)) return;
  const body = typedBody(intake);
  const form = opened;
  dirty = false;
  try {
    const { savedAt, version } = await ask("draft.save", {
      id: intake.key,
      body,
      shownVersion: useDraftStore.getState().version,
    });
    if (form !== opened) return;
    useDraftStore.setState({ savedAt, version, problem: null, ...(dirty ? {} : { state: "saved" }) });
  } catch (thrown) {
    if (form !== opened) return;
    const problem = problemOf(thrown);
    if (problem.code === "changed-meanwhile") return goOnApart(problem);
    dirty = true;
    useDraftStore.setState({ state: "failed", problem });
  }
}

const saver = later(SAVE_AFTER_MS, save);

/** Something was typed: save it in a moment. */
export function noteTyping(): void {
  const intake = useIntakeStore.getState();
  rememberForm(intake.key);
  if (isBlank(intake)) return;
  dirty = true;
  useDraftStore.setState({ state: "typing" });
  saver.soon();
}

/** Saves at once where something is not saved yet, or waits for the save under way: on leaving a field, before signing out, before another form opens. */
export async function saveNow(): Promise<void> {
  await (dirty ? saver.now() : saver.idle());
}

/** The form was accepted or a blank one opened: nothing waits to be saved. */
export function forgetForm(): void {
  opened += 1;
  dirty = false;
  saver.stop();
  rememberForm(null);
  useDraftStore.setState({
    state: "blank",
    savedAt: null,
    problem: null,
    version: null,
    notice: null,
    takenFrom: null,
  });
}

/** Reads the parked visits again. */
export async function readParked(): Promise<void> {
  try {
    useDraftStore.setState({ parked: await ask("draft.list", {}) });
  } catch (thrown) {
    useDraftStore.setState({ problem: problemOf(thrown) });
  }
}
