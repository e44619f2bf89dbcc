import { questionsOf } from "./questions.ts";
import { wipeVisit } from "./visit-acts.ts";
import { useVisitStore } from "./visit-store.ts";

/** The way back (上一步) from each screen. Before the first screen lies the start page: there the visit is over. */
export function goBack(): void {
  const { screen, profile, utilities, at, fromReview, show, showQuestion } = useVisitStore.getState();
  switch (screen) {
    case "choose":
      return wipeVisit();
    case "question":
      if (fromReview) return show("review");
      return at === 0 ? show("choose") : showQuestion(at - 1, false);
    case "review":
      return profile === null ? undefined : showQuestion(questionsOf(profile, utilities).length - 1, false);
    case "welcome":
    case "done":
  }
}

/** The way on from the choice and from each question; the review is left by submitting. */
export function goForward(): void {
  const { screen, profile, utilities, at, fromReview, show, showQuestion } = useVisitStore.getState();
  if (profile === null) return;
  if (screen === "choose") return showQuestion(0, false);
  if (screen !== "question") return;
  const isLast = at + 1 >= questionsOf(profile, utilities).length;
  if (fromReview || isLast) show("review");
  else showQuestion(at + 1, false);
}
