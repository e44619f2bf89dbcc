import { useEffect } from "react";
import type { SuspensionRegister } from "#shared/contract/suspension.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { RectifyForm } from "./RectifyForm.tsx";
import { StepForm } from "./StepForm.tsx";
import { useSuspensionStore } from "./suspension-store.ts";
import "./suspension.css";

/** Every step on record, with its order number, its time and how it ended. */
function SuspensionTable({ register: { lines, utilities } }: { register: SuspensionRegister }) {
  const t = useText();
  const pick = usePick();
  if (lines.length === 0) return <p className="day-empty">{t("suspension.none")}</p>;
  const name = (id: string): string => {
    const label = utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  return (
    <table className="day-table">
      <caption className="visually-hidden">{t("suspension.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("suspension.utility")}</th>
          <th scope="col">{t("suspension.step")}</th>
          <th scope="col">{t("suspension.order")}</th>
          <th scope="col">{t("suspension.time")}</th>
          <th scope="col">{t("suspension.state")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{name(line.utility)}</td>
            <td>
              {line.step === "suspension" ? <strong>{pick(line.label)}</strong> : pick(line.label)}
              {line.note !== "" && <span className="day-soft">{line.note}</span>}
            </td>
            <td>
              {line.orderNumber}
              <span className="day-soft">{line.recordedBy}</span>
            </td>
            <td className="number">
              {line.from}
              {line.step === "suspension" && (
                <span className="day-soft">
                  {line.endsOn === null ? t("suspension.openEnd") : t("suspension.endsOn", { date: line.endsOn })}
                </span>
              )}
            </td>
            <td>
              {line.isInForce && <strong className="suspension-force">✕ {t("suspension.inForce")}</strong>}
              <span className={line.rectifiedOn === null ? "suspension-open" : "day-synced"}>
                {line.rectifiedOn === null
                  ? t("suspension.open")
                  : t("suspension.rectified", {
                      date: line.rectifiedOn,
                      document: line.liftedDocument ?? "",
                      by: line.liftedBy ?? "",
                    })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
