import { create } from "zustand";
import type { DraftLine } from "#shared/contract/intake.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { typedBody } from "#renderer/features/intake/clean-body.ts";
import { isBlank, useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { problemOf, UNREACHABLE } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, type Read, refresh, useCall } from "#renderer/host/query.ts";
import { later } from "#renderer/lib/later.ts";

const KEY = "open-form";

/** Remembers which form is open at this station, so that it returns after a crash; null if none is. */
export function rememberForm(key: string | null): void {
  if (key === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, key);
}

/** The form that was open when the page was closed. */
export const lastForm = (): string | null => localStorage.getItem(KEY);

const SAVE_AFTER_MS = 300;
const RETRY_AFTER_MS = 2000;

type DraftState = {
  state: "blank" | "typing" | "saved" | "failed";
  savedAt: string | null;
  problem: Problem | null;
  /** The version that this page saved or opened last; null before the first save. */
  version: number | null;
  /** What happened to the form while somebody else had it open too; stays until it is closed. */
  notice: Problem | null;
  /** The colleague who had parked the form. */
  takenFrom: { operator: string; at: string } | null;
};

/** The state of the draft on screen. */
export const useDraftStore = create<DraftState>()(() => ({
  state: "blank",
  savedAt: null,
  problem: null,
  version: null,
  notice: null,
  takenFrom: null,
}));

/** Something on screen is newer than the last save. */
let dirty = false;
/** Counts the forms opened on this page, so that late answers for an earlier form are dropped. */
let opened = 0;

/** Goes on as a new draft after somebody else changed the original; nothing is overwritten. */
export async function goOnApart(notice: Problem): Promise<void> {
  const key = crypto.randomUUID();
  useIntakeStore.setState({ key });
  rememberForm(key);
  useDraftStore.setState({ version: null, notice, takenFrom: null });
  await save();
  await readParked();
}

/** Saves wait until this is over. */
let hold: Promise<unknown> = Promise.resolve();

/** Waits for a save under way, then lets none begin until `act` is over, as `act` names the version of the draft. */
export async function holdSaves<T>(act: () => Promise<T>): Promise<T> {
  await saver.idle();
  const result = act();
  hold = result.catch(() => undefined);
  return result;
}

async function save(): Promise<void> {
  const form = opened;
  await hold;
  if (form !== opened) return;
  const intake = useIntakeStore.getState();
  if (intake.profile === null || isBlank(intake)) return;
  const body = typedBody(intake);
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
    if (problem.code === UNREACHABLE) retry.soon();
  }
}

const saver = later(SAVE_AFTER_MS, save);
/** Saves again while the host does not answer; nobody has to type for it. */
const retry = later(RETRY_AFTER_MS, saveNow);

/** Marks the form as changed and saves it after a short pause. */
export function noteTyping(): void {
  const intake = useIntakeStore.getState();
  rememberForm(intake.key);
  if (isBlank(intake)) return;
  dirty = true;
  useDraftStore.setState({ state: "typing" });
  saver.soon();
}

/** Saves at once, or waits for the save under way: on leaving a field, signing out, or opening another form. */
export async function saveNow(): Promise<void> {
  await (dirty ? saver.now() : saver.idle());
}

/** Forgets pending saves after acceptance or when a blank form opens. */
export function forgetForm(): void {
  opened += 1;
  dirty = false;
  saver.stop();
  retry.stop();
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
export const readParked = (): Promise<void> => refresh(callKey("draft.list"));

/** The parked visits (暂存) other than the form on screen. */
export function useParked(): Read<DraftLine[]> {
  const open = useIntakeStore((state) => state.key);
  const read = useCall("draft.list", {});
  return { ...read, data: read.data?.filter(({ id }) => id !== open) ?? null };
}
