import type { ReactNode } from "react";
import { statusLabel } from "#shared/act/follow.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import type { ShownCase } from "./case-store.ts";
import { signerName } from "./signer-name.ts";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <ul>{children}</ul>
      </dd>
    </>
  );
}

/** What stands about the case: survey day, tolerated items, letters, opinions, connections. */
export function CaseFacts({ shown: { view, profile } }: { shown: ShownCase }) {
  const t = useText();
  const pick = usePick();
  const { state } = view;
  const name = (id: string): string => {
    const label = profile.utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const { tolerance } = state;
  const overdue = tolerance !== null && tolerance.ended === null && tolerance.dueOn < view.today;
  return (
    <dl className="case-facts">
      {state.surveyOn !== null && (
        <Fact name={t("case.surveyOn")}>
          <li className="number">{state.surveyOn}</li>
        </Fact>
      )}
      {tolerance !== null && (
        <Fact name={t("case.tolerance")}>
          {tolerance.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
          <li className={overdue ? "case-bad" : "case-soft"}>
            {tolerance.ended === null
              ? t("case.toleranceDue", { date: tolerance.dueOn })
              : t(tolerance.ended === "settled" ? "case.toleranceSettled" : "case.toleranceLapsed")}
            {overdue && ` ✕ ${t("case.toleranceOverdue")}`}
          </li>
        </Fact>
      )}
      {state.letters.length > 0 && (
        <Fact name={t("case.letters")}>
          {state.letters.map((letter) => (
            <li key={`${letter.utility} ${letter.signedOn} ${letter.voided?.at ?? ""}`}>
              {t("case.letterSigned", {
                utility: name(letter.utility),
                promisor: letter.promisor,
                date: letter.signedOn,
              })}
              {letter.voided !== null && (
                <strong className="case-bad">
                  {" "}
                  ✕ {t("case.letterVoid", { date: momentText(letter.voided.at), why: letter.voided.why })}
                </strong>
              )}
            </li>
          ))}
        </Fact>
      )}
      {state.opinions.length > 0 && (
        <Fact name={t("case.opinions")}>
          {state.opinions.map((opinion) => (
            <li key={opinion.signer}>
              {pick(signerName(profile, opinion.signer))}{" "}
              <strong>{t(opinion.agrees ? "case.agrees" : "case.disagrees")}</strong>{" "}
              <span className="number">{opinion.signedOn}</span> {opinion.text}
            </li>
          ))}
        </Fact>
      )}
      {state.connected.length > 0 && (
        <Fact name={state.change === true ? pick(statusLabel("connected", state)) : t("case.connected")}>
          {state.connected.map((done) => (
            <li key={done.utility}>
              {name(done.utility)} <span className="number">{done.on}</span>
            </li>
          ))}
        </Fact>
      )}
    </dl>
  );
}
