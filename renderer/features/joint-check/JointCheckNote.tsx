import { Button } from "antd";
import { useEffect } from "react";
import { needsJointCheck } from "#shared/joint-check.ts";
import type { JointCheckView } from "#shared/contract/joint-check-calls.ts";
import type { Profile } from "#shared/profile.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";
import { focusPath } from "#renderer/features/form/field-path.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { followJointCheck } from "./follow-check.ts";
import { hideCheck, openApplicantWindow, useJointCheckStore } from "./joint-check-store.ts";
import "./joint-check.css";

/** How the joint check stands, above the bar: asked for, pointed at, confirmed, or lapsed by a change. */
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
        <output className={`joint-check joint-check-${tone(check)}`}>
          <strong>{t("check.title")}</strong>
          {check === null ? <span>{t("check.required")}</span> : <Standing check={check} profile={profile} />}
          <span className="joint-check-gap" />
          {check?.shown === true && <Button onClick={() => void hideCheck(check.draftId)}>{t("check.hide")}</Button>}
          <Button onClick={() => void openApplicantWindow()}>{t("check.window")}</Button>
        </output>
      )}
    </>
  );
}

const tone = (check: JointCheckView | null): string =>
  check === null ? "asked" : check.state === "open" && check.pointed.length > 0 ? "pointed" : check.state;

function Standing({ check, profile }: { check: JointCheckView; profile: Profile }) {
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
