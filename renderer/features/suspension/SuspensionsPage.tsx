import { useEffect } from "react";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";
import { RectifyForm } from "./RectifyForm.tsx";
import { StepForm } from "./StepForm.tsx";
import { SuspensionTable } from "./SuspensionTable.tsx";
import { useSuspensionStore } from "./suspension-store.ts";
import "./suspension.css";

/** The suspension register (暂停登记簿): the rule in the paper's words, what is on record, and the recording of the next step. */
export function SuspensionsPage({ profileId }: { profileId: string }) {
  const t = useText();
  const pick = usePick();
  const { register, problem, read } = useSuspensionStore();
  useEffect(() => void read(profileId), [profileId, read]);
  return (
    <main className="supervisor-main supervisor-narrow">
      <h1 className="supervisor-title">{t("suspension.title")}</h1>
      {problem !== null && (
        <ProblemNote problem={problem} onRetry={register === null ? () => void read(profileId) : undefined} />
      )}
      {register === null && problem === null && <p className="day-empty">{t("common.loading")}</p>}
      {register !== null && register.rule === null && <p className="day-empty">{t("suspension.noRule")}</p>}
      {register !== null && register.rule !== null && (
        <>
          <p>
            <strong>{pick(register.rule.label)}</strong>
            <span className="reading-quote suspension-quote">
              <q lang="zh-CN">{register.rule.quote}</q> {register.rule.clause}
            </span>
          </p>
          <p className="day-soft">{t("suspension.intro")}</p>
          <SuspensionTable register={register} />
          <div className="suspension-forms">
            <StepForm profileId={profileId} register={register} />
            <RectifyForm profileId={profileId} register={register} />
          </div>
        </>
      )}
    </main>
  );
}
