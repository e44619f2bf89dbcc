import { create } from "zustand";
import type { ReceptionView } from "#shared/contract/reception.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { RefusalGround } from "#shared/case/reception.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import {
  forgetForm,
  goOnApart,
  readParked,
  saveNow,
  useDraftStore,
} from "#renderer/features/intake/drafts/draft-store.ts";
import { showRefused } from "#renderer/features/intake/check-store.ts";
import { cleanBody } from "#renderer/features/intake/clean-body.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** What the clerk asks for: a notice of receipt or a refusal. */
export type Asked =
  | { kind: "received"; items: string[]; reason: string }
  | { kind: "refused"; ground: RefusalGround; reason: string; goTo: string | null };

type ReceptionState = {
  open: boolean;
  /** The form it was opened for. */
  key: string | null;
  /** The notice that was given; null while the dialog asks. */
  given: ReceptionView | null;
  busy: boolean;
  problem: Problem | null;
};

const closed: ReceptionState = { open: false, key: null, given: null, busy: false, problem: null };

/** The dialog that gives a visit a notice and no acceptance number. */
export const useReceptionStore = create<ReceptionState>()(() => closed);

/** Opens the dialog for the form on screen. */
export const openReception = (): void =>
  useReceptionStore.setState({ ...closed, open: true, key: useIntakeStore.getState().key });

/** Closes the dialog if another form came on screen. */
export function dropReception(): void {
  const { open, key } = useReceptionStore.getState();
  if (open && key !== useIntakeStore.getState().key) useReceptionStore.setState(closed);
}

/** Closes the dialog; after a notice, the next visitor gets a blank form. */
export function closeReception(): void {
  const { given } = useReceptionStore.getState();
  useReceptionStore.setState(closed);
  const { rules, openBlank } = useIntakeStore.getState();
  if (given !== null && rules !== null) openBlank(rules);
}

async function run(act: () => Promise<ReceptionView>): Promise<void> {
  if (useReceptionStore.getState().busy) return;
  useReceptionStore.setState({ busy: true, problem: null });
  try {
    useReceptionStore.setState({ given: await act() });
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.code === "changed-meanwhile") {
      useReceptionStore.setState(closed);
      return await goOnApart(problem);
    }
    useReceptionStore.setState({ problem });
    if (problem.fields.length > 0) showRefused(problem.fields);
  } finally {
    useReceptionStore.setState({ busy: false });
  }
}

/** Gives the notice for the form on screen; afterwards the form is parked or gone. */
export const giveNotice = (asked: Asked): Promise<void> =>
  run(async () => {
    const intake = useIntakeStore.getState();
    intake.setTried();
    await saveNow();
    const about = { draftId: intake.key, body: cleanBody(intake), shownVersion: useDraftStore.getState().version };
    const given =
      asked.kind === "received"
        ? await ask("reception.receive", { ...about, items: asked.items, reason: asked.reason })
        : await ask("reception.refuse", { ...about, ground: asked.ground, reason: asked.reason, goTo: asked.goTo });
    forgetForm();
    await readParked();
    return given;
  });
