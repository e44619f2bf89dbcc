import { create } from "zustand";
import type { DraftLine } from "../../../shared/contract/calls.ts";
import type { Problem } from "../../../shared/problem.ts";
import { ask } from "../../host/host.ts";
import { problemOf } from "../../host/host-problem.ts";
import { later } from "../intake/later.ts";
import { typedBody } from "../intake/clean-body.ts";
import { isBlank, useIntakeStore } from "../intake/intake-store.ts";
import { rememberForm } from "./last-form.ts";

const SAVE_AFTER_MS = 300;

type DraftState = {
  state: "blank" | "typing" | "saved" | "failed";
  savedAt: string | null;
  problem: Problem | null;
  parked: DraftLine[];
};

/** Whether what is on screen is kept, and the visits that are parked. */
export const useDraftStore = create<DraftState>()(() => ({ state: "blank", savedAt: null, problem: null, parked: [] }));

/** Something on screen is newer than the last save. */
let dirty = false;

async function save(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null || isBlank(intake)) return;
  const body = typedBody(intake);
  dirty = false;
  try {
    const { savedAt } = await ask("draft.save", { id: intake.key, body });
    const stillThere = useIntakeStore.getState().key === intake.key;
    if (stillThere && !dirty) useDraftStore.setState({ state: "saved", savedAt, problem: null });
    else if (stillThere) useDraftStore.setState({ savedAt, problem: null });
  } catch (thrown) {
    dirty = true;
    useDraftStore.setState({ state: "failed", problem: problemOf(thrown) });
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

/** Saves at once where something is not saved yet: on leaving a field, before signing out, before another form opens. */
export async function saveNow(): Promise<void> {
  if (dirty) await saver.now();
}

/** The form was accepted or a blank one opened: nothing waits to be saved. */
export function forgetForm(): void {
  dirty = false;
  saver.stop();
  rememberForm(null);
  useDraftStore.setState({ state: "blank", savedAt: null, problem: null });
}

/** Reads the parked visits again. */
export async function readParked(): Promise<void> {
  try {
    useDraftStore.setState({ parked: await ask("draft.list", {}) });
  } catch (thrown) {
    useDraftStore.setState({ problem: problemOf(thrown) });
  }
}
