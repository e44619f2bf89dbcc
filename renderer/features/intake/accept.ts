import { create } from "zustand";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DuplicateDecision } from "#shared/case/duplicate.ts";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { DuplicateLine } from "#shared/contract/duplicates.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { checkNow, showRefused, useCheckStore } from "./check-store.ts";
import { cleanBody } from "./clean-body.ts";
import { forgetForm, goOnApart, saveNow, useDraftStore } from "./drafts/draft-store.ts";
import { lookAtRules } from "./drafts/follow-rules.ts";
import { useIntakeStore } from "./intake-store.ts";

/** The stored applications that the one on screen may repeat; null while nothing is asked. */
export const useDuplicateStore = create<{ lines: DuplicateLine[] | null }>()(() => ({ lines: null }));

/** Puts the question; false where, meanwhile, nothing is alike any more. */
async function askAboutDuplicates(body: DraftBody): Promise<boolean> {
  const lines = await ask("intake.findDuplicates", { body });
  if (lines.length > 0) useDuplicateStore.setState({ lines });
  return lines.length > 0;
}

/** Takes the question away; what was typed stays on screen. */
export const closeDuplicates = (): void => useDuplicateStore.setState({ lines: null });

// Latin, punctuation, CJK signs, kana, the Unified Ideographs block (URO) and full-width forms: the shipped fonts draw all of it.
const COMMON =
  /^[\u0020-\u024f\u2010-\u2027\u2030-\u205e\u2103\u2160-\u216b\u2460-\u2469\u3000-\u30ff\u33a1\u4e00-\u9fa5\uff00-\uffef\s]*$/u;

/** Whether a form holds a character that a font may lack, so that the printed page must be tried before anything is accepted. */
const hasRareCharacters = (body: DraftBody): boolean => !COMMON.test(JSON.stringify(body.form));

type AcceptState = {
  submitting: boolean;
  problem: Problem | null;
  /** Characters that would be missing on paper; acceptance prints at once, so it waits for a person's word. */
  unprintable: DocumentView["unprintable"] | null;
};

/** Whether acceptance is under way, and why the last try failed. */
export const useAcceptStore = create<AcceptState>()(() => ({ submitting: false, problem: null, unprintable: null }));

/** Moves to the first field that is wrong, or only to be looked at, in the order of the page. */
export function focusFirst(kind: "problems" | "warnings"): void {
  const paths = useCheckStore.getState()[kind].map((problem) => problem.path);
  const first = [...document.querySelectorAll<HTMLElement>("[data-path]")].find((box) =>
    paths.some((path) => box.dataset["path"] === path),
  );
  const path = first?.dataset["path"] ?? paths[0];
  if (path !== undefined) focusPath(path);
}

async function findUnprintable(body: DraftBody): Promise<DocumentView["unprintable"]> {
  if (!hasRareCharacters(body)) return [];
  return (await ask("document.preview", { source: { draft: body }, kind: "unified-form", utility: null })).unprintable;
}

/** Puts the question of a likely duplicate; where it cannot be put, the refusal itself is shown. */
const isAskedAbout = (body: DraftBody): Promise<boolean> => askAboutDuplicates(body).catch(() => false);

/** Accepts the application (受理) under the key made when the form opened; a second press while it runs does nothing. */
export async function accept(evenUnprintable = false, duplicate: DuplicateDecision | null = null): Promise<void> {
  const intake = useIntakeStore.getState();
  if (useAcceptStore.getState().submitting || intake.profile === null) return;
  useAcceptStore.setState({ submitting: true, problem: null, unprintable: null });
  intake.setTried();
  try {
    await checkNow();
    if (useCheckStore.getState().problems.length > 0) {
      requestAnimationFrame(() => focusFirst("problems"));
      return;
    }
    await saveNow();
    // What was typed since the press is taken in as well: it stands in the draft that was just saved.
    const now = useIntakeStore.getState();
    if (now.key !== intake.key) return;
    const body = cleanBody(now);
    const unprintable = evenUnprintable ? [] : await findUnprintable(body);
    if (unprintable.length > 0) {
      useAcceptStore.setState({ unprintable });
      return;
    }
    const application = await ask("application.submit", {
      key: intake.key,
      body,
      duplicate,
      shownVersion: useDraftStore.getState().version,
    });
    forgetForm();
    useApplicationStore.getState().show(application, true);
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.code === "duplicate-undecided" && (await isAskedAbout(cleanBody(intake)))) return;
    if (problem.code === "changed-meanwhile") return await goOnApart(problem);
    if (problem.code === "rules-changed") return await lookAtRules();
    useAcceptStore.setState({ problem });
    if (problem.fields.length > 0) {
      showRefused(problem.fields);
      requestAnimationFrame(() => focusFirst("problems"));
    }
  } finally {
    useAcceptStore.setState({ submitting: false });
  }
}
