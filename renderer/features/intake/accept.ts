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

/** Stored applications that the one on screen may repeat; null while there is no question. */
export const useDuplicateStore = create<{ lines: DuplicateLine[] | null }>()(() => ({ lines: null }));

/** Asks about duplicates; false if nothing is similar any more. */
async function askAboutDuplicates(body: DraftBody): Promise<boolean> {
  const lines = await ask("intake.findDuplicates", { body });
  if (lines.length > 0) useDuplicateStore.setState({ lines });
  return lines.length > 0;
}

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
  if (!hasRareCharacters(body)) return [];
  return (await ask("document.preview", { source: { draft: body }, kind: "unified-form", utility: null })).unprintable;
}

/** Asks about a likely duplicate; if that fails, the refusal itself is shown. */
const isAskedAbout = (body: DraftBody): Promise<boolean> => askAboutDuplicates(body).catch(() => false);

/** Accepts the application (受理) under the key of the form; a second press while it runs does nothing. */
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
    // Text typed since the press is included: it is part of the draft that was just saved.
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
