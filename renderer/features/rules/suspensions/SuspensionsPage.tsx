import type { SuspensionRegister } from "#shared/contract/suspension.ts";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { RectifyForm } from "./RectifyForm.tsx";
import { StepForm } from "./StepForm.tsx";
import { useSuspensionAct } from "./use-suspension-act.ts";
import css from "./suspension.module.css";

/** Every recorded step with its order number, time and outcome. */
function SuspensionTable({ register: { lines, utilities } }: { register: SuspensionRegister }) {
  const t = useText();
  const pick = usePick();
  if (lines.length === 0)
    return (
      <p className="empty-list" data-testid="empty-list">
        {t("suspension.none")}
      </p>
    );
  const name = (id: string): string => {
    const label = utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  return (
    <table className="data-table" data-testid="data-table">
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
              {line.note !== "" && <span className="soft-line">{line.note}</span>}
            </td>
            <td>
              {line.orderNumber}
              <span className="soft-line">{line.recordedBy}</span>
            </td>
            <td className="number">
              {line.from}
              {line.step === "suspension" && (
                <span className="soft-line">
                  {line.endsOn === null ? t("suspension.openEnd") : t("suspension.endsOn", { date: line.endsOn })}
                </span>
              )}
            </td>
            <td>
              {line.isInForce && <strong className={css.force}>✕ {t("suspension.inForce")}</strong>}
              <span className={line.rectifiedOn === null ? css.open : "text-good"}>
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

/** The suspension register (暂停登记簿): the clause, the recorded steps, and the form for the next one. */
export function SuspensionsPage({ profileId }: { profileId: string }) {
  const t = useText();
  const pick = usePick();
  const read = useCall("suspension.list", { profileId });
  const acting = useSuspensionAct(profileId);
  const register = read.data;
  return (
    <main className="page page-narrow" data-testid="page">
      <h1 className="page-title">{t("suspension.title")}</h1>
      {acting.problem !== null && <ProblemNote problem={acting.problem} />}
      <ReadNote read={read} />
      {register === null && read.problem === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
      {register !== null && register.rule === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("suspension.noRule")}
        </p>
      )}
      {register !== null && register.rule !== null && (
        <>
          <p>
            <strong>{pick(register.rule.label)}</strong>
            <span className={`quote-line ${css.quote}`}>
              <q lang="zh-CN">{register.rule.quote}</q> {register.rule.clause}
            </span>
          </p>
          <p className="soft-line">{t("suspension.intro")}</p>
          <SuspensionTable register={register} />
          <div className={css.forms}>
            <StepForm profileId={profileId} register={register} acting={acting} />
            <RectifyForm profileId={profileId} register={register} acting={acting} />
          </div>
        </>
      )}
    </main>
  );
}
