import { create } from "zustand";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DuplicateDecision } from "#shared/case/duplicate.ts";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { DuplicateLine, SubmitAnswer } from "#shared/contract/intake.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { checkNow, showRefused, useCheckStore } from "./check-store.ts";
import { cleanBody, measuredLines } from "./clean-body.ts";
import { forgetForm, goOnApart, holdSaves, saveNow, useDraftStore } from "./drafts/draft-store.ts";
import { lookAtRules } from "./drafts/follow-rules.ts";
import { useIntakeStore } from "./intake-store.ts";

/** Stored applications that the one on screen may repeat; null while there is no question. */
export const useDuplicateStore = create<{ lines: DuplicateLine[] | null }>()(() => ({ lines: null }));

/** Closes the question; the typed form stays on screen. */
export const closeDuplicates = (): void => useDuplicateStore.setState({ lines: null });

// Latin, punctuation, CJK signs, kana, unified ideographs and full-width forms: the shipped fonts draw all of it.
const COMMON =
  /^[\u0020-\u024f\u2010-\u2027\u2030-\u205e\u2103\u2160-\u216b\u2460-\u2469\u3000-\u30ff\u33a1\u4e00-\u9fa5\uff00-\uffef\s]*$/u;

/** Whether a form holds a character that a font may lack; then the page is tried before acceptance. */
const hasRareCharacters = (body: DraftBody): boolean => !COMMON.test(JSON.stringify(body.form));

type AcceptState = {
  submitting: boolean;
  problem: Problem | null;
  /** Characters that would be missing on paper; acceptance prints at once, so the clerk decides first. */
  unprintable: DocumentView["unprintable"] | null;
};

/** The state of acceptance and why the last try failed. */
export const useAcceptStore = create<AcceptState>()(() => ({ submitting: false, problem: null, unprintable: null }));

/** Moves to the first faulty field, else to the first doubtful one, in the order of the page. */
export function focusFirst(kind: "problems" | "warnings"): void {
  const paths = useCheckStore.getState()[kind].map((problem) => problem.path);
  const first = [...document.querySelectorAll<HTMLElement>("[data-path]")].find((box) =>
    paths.some((path) => box.dataset["path"] === path),
  );
  const path = first?.dataset["path"] ?? paths[0];
  if (path !== undefined) focusPath(path);
}

async function findUnprintable(body: DraftBody): Promise<DocumentView["unprintable"]> {
  return (await ask("document.preview", { source: { draft: body }, kind: "unified-form", utility: null })).unprintable;
}

const showProblems = (): void => void requestAnimationFrame(() => focusFirst("problems"));

/** Whether something is to be put right or decided before the form is worth sending. Most forms are sent at once. */
async function mustWait(evenUnprintable: boolean): Promise<boolean> {
  const isRare = !evenUnprintable && hasRareCharacters(cleanBody(useIntakeStore.getState()));
  if (!isRare && measuredLines(useIntakeStore.getState()).problems.length === 0) return false;
  await checkNow();
  if (useCheckStore.getState().problems.length > 0) {
    showProblems();
    return true;
  }
  if (!isRare) return false;
  await saveNow();
  const unprintable = await findUnprintable(cleanBody(useIntakeStore.getState()));
  if (unprintable.length > 0) useAcceptStore.setState({ unprintable });
  return unprintable.length > 0;
}

/** Sends the form under its key. An accepted form is gone before any save that waits can begin. */
async function submit(key: string, duplicate: DuplicateDecision | null): Promise<SubmitAnswer> {
  const answer = await ask("application.submit", {
    key,
    body: cleanBody(useIntakeStore.getState()),
    duplicate,
    shownVersion: useDraftStore.getState().version,
  });
  if (answer.kind === "accepted") forgetForm();
  return answer;
}

function follow(answer: SubmitAnswer): void {
  switch (answer.kind) {
    case "accepted":
      return useApplicationStore.getState().show(answer.application, true);
    case "problems":
      showRefused(answer.problem.fields);
      return showProblems();
    case "duplicates":
      return useDuplicateStore.setState({ lines: answer.lines });
  }
}

async function followRefusal(problem: Problem): Promise<void> {
  if (problem.code === "changed-meanwhile") return await goOnApart(problem);
  if (problem.code === "rules-changed") return await lookAtRules();
  useAcceptStore.setState({ problem });
  if (problem.fields.length > 0) {
    showRefused(problem.fields);
    showProblems();
  }
}

/** Accepts the application (受理) under the key of the form; a second press while it runs does nothing. */
export async function accept(evenUnprintable = false, duplicate: DuplicateDecision | null = null): Promise<void> {
  const { key, profile, setTried } = useIntakeStore.getState();
  if (useAcceptStore.getState().submitting || profile === null) return;
  useAcceptStore.setState({ submitting: true, problem: null, unprintable: null });
  setTried();
  try {
    if (await mustWait(evenUnprintable)) return;
    const answer = await holdSaves(async () =>
      useIntakeStore.getState().key === key ? await submit(key, duplicate) : null,
    );
    if (answer !== null) follow(answer);
  } catch (thrown) {
    await followRefusal(problemOf(thrown));
    // Without an answer nobody knows whether the draft is still one.
    if (problemOf(thrown).code === "host-unreachable") return;
  } finally {
    useAcceptStore.setState({ submitting: false });
  }
  // What was typed last was not saved on the way; it is now, unless it was accepted.
  void saveNow();
}
