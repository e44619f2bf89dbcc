import { beforeLeave } from "#renderer/shell/session-store.ts";
import { onNews } from "#renderer/shell/news-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { later } from "#renderer/features/intake/later.ts";
import { followCheck, hideCheck, useJointCheckStore } from "./joint-check-store.ts";

const FOLLOW_AFTER_MS = 300;

/** Keeps the joint check in step with the form on screen; when the form goes, the applicant's window is cleared. Returns the way to stop. */
export function followJointCheck(): () => void {
  const follow = later(FOLLOW_AFTER_MS, followCheck);
  const leave = async (): Promise<void> => {
    if (useJointCheckStore.getState().check?.shown === true) await hideCheck(useIntakeStore.getState().key);
  };
  const stopIntake = useIntakeStore.subscribe((now, was) => {
    const { check } = useJointCheckStore.getState();
    if (now.key !== was.key) {
      if (check?.shown === true) void hideCheck(was.key);
      useJointCheckStore.setState({ check: null, problem: null });
      follow.soon();
    } else if (
      check !== null &&
      (now.form !== was.form ||
        now.lines !== was.lines ||
        now.utilities !== was.utilities ||
        now.channel !== was.channel)
    )
      follow.soon();
  });
  const mine = (draftId: string): boolean => draftId === useIntakeStore.getState().key;
  const stopNews = onNews(
    (news) => {
      if (news.kind === "check.changed" && mine(news.draftId)) void follow.now();
    },
    () => void follow.now(),
  );
  const stopLeave = beforeLeave(leave);
  follow.soon();
  return () => {
    stopIntake();
    stopNews();
    stopLeave();
    follow.stop();
    void leave();
    useJointCheckStore.setState({ check: null, problem: null });
  };
}
