import { Button } from "antd";
import { useEffect } from "react";
import { needsJointCheck } from "#shared/case/joint-check.ts";
import type { JointCheckView } from "#shared/contract/joint-check.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { beforeLeave } from "#renderer/features/people/session-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { followEvents } from "#renderer/host/events.ts";
import { later } from "#renderer/lib/later.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { followCheck, hideCheck, openApplicantWindow, useJointCheckStore } from "./joint-check-store.ts";
import css from "./JointCheckNote.module.css";

const FOLLOW_AFTER_MS = 300;

/** Keeps the joint check in step with the form and clears the applicant's window with it. Returns a function that stops it. */
function followJointCheck(): () => void {
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
  const stopEvents = followEvents(
    (event) => {
      if (event.kind === "check.changed" && mine(event.draftId)) void follow.now();
    },
    () => void follow.now(),
  );
  const stopLeave = beforeLeave(leave);
  follow.soon();
  return () => {
    stopIntake();
    stopEvents();
    stopLeave();
    follow.stop();
    void leave();
    useJointCheckStore.setState({ check: null, problem: null });
  };
}

/** The state of the joint check, above the bar: requested, field pointed at, confirmed, or lapsed by a change. */
export function JointCheckNote({ profile }: { profile: Profile }) {
  const t = useText();
  const { check, problem } = useJointCheckStore();
  const ticked = useIntakeStore((state) => state.utilities.length > 0);
  useEffect(followJointCheck, []);
  const channel = useIntakeStore((state) => state.channel);
  const needed = needsJointCheck(profile, channel);
  return (
    <>
      {problem !== null && (
        <ProblemNote problem={problem} hideFields onClose={() => useJointCheckStore.setState({ problem: null })} />
      )}
      {(check !== null || (needed && ticked)) && (
        <output
          className={`${css.jointCheck} ${css[`is-${tone(check)}`]}`}
          data-testid="joint-check"
          data-state={tone(check)}
        >
          <strong>{t("check.title")}</strong>
          {check === null ? <span>{t("check.required")}</span> : <CheckStatus check={check} profile={profile} />}
          <span className={css.gap} />
          {check?.shown === true && <Button onClick={() => void hideCheck(check.draftId)}>{t("check.hide")}</Button>}
          <Button onClick={() => void openApplicantWindow()}>{t("check.window")}</Button>
        </output>
      )}
    </>
  );
}

function tone(check: JointCheckView | null): string {
  if (check === null) return "asked";
  return check.state === "open" && check.pointed.length > 0 ? "pointed" : check.state;
}

function CheckStatus({ check, profile }: { check: JointCheckView; profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const nameOf = (path: string): string => {
    const [, section, field] = path.split(".");
    const found = profile.form.sections.find((one) => one.id === section)?.fields.find((one) => one.id === field);
    return found === undefined ? path : pick(found.label);
  };
  switch (check.state) {
    case "lapsed":
      return <span>! {t("check.lapsed")}</span>;
    case "confirmed":
      return (
        <span>
          ✓{" "}
          {t("check.confirmed", { name: check.confirmer ?? "", time: hourText(check.confirmedAt ?? check.startedAt) })}{" "}
          · {t(check.signed ? "check.signed" : "check.unsigned")}
        </span>
      );
    case "open": {
      const last = check.pointed.at(-1);
      if (last === undefined) return <span>{t(check.shown ? "check.open" : "check.notShown")}</span>;
      return (
        <>
          <span>! {t("check.pointed", { names: check.pointed.map(nameOf).join(t("common.listComma")) })}</span>
          <Button onClick={() => focusPath(last)}>{t("check.goTo")}</Button>
        </>
      );
    }
  }
}
