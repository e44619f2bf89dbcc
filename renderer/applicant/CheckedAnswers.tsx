import type { ApplicantCheck } from "#shared/contract/joint-check-calls.ts";
import { serviceName } from "#shared/service.ts";
import { AnswerList } from "#renderer/features/answers/AnswerList.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";
import { lineWords } from "./line-words.ts";

type Props = { check: ApplicantCheck; onPoint: ((path: string) => void) | undefined };

const WRONG = { text: "applicant.wrong", name: "applicant.wrongOne" } as const;

/** Everything that will be taken in, as large text: the utilities, the form's answers, and what was said of the outside lines. */
export function CheckedAnswers({ check, onPoint }: Props) {
  const t = useText();
  const pick = usePick();
  const { profile, content } = check;
  const service = serviceName(profile, content.service);
  const isChange = content.service !== undefined;
  const utilities = profile.utilities.filter((utility) => content.utilities.includes(utility.id));
  return (
    <>
      <section className="answers" aria-labelledby="applicant-utilities">
        <h2 id="applicant-utilities" className="answers-title">
          {t("applicant.utilities")}
        </h2>
        {service !== null && (
          <p className="applicant-utilities">
            {t("service.title")}：{pick(service)}
          </p>
        )}
        <p className="applicant-utilities">
          {utilities.map((utility) => pick(isChange ? utility.label : utility.itemLabel)).join(t("common.listComma"))}
        </p>
      </section>
      <AnswerList
        profile={profile}
        utilities={content.utilities}
        form={content.form}
        marked={check.pointed}
        changeWords={WRONG}
        onChange={onPoint === undefined ? undefined : ({ section, field }) => onPoint(`form.${section}.${field}`)}
      />
      <section className="answers" aria-labelledby="applicant-lines">
        <h2 id="applicant-lines" className="answers-title">
          {t("applicant.lines")}
        </h2>
        <dl className="answers-list">
          {utilities.map((utility) => {
            const line = content.outsideLines.find((one) => one.utility === utility.id);
            return (
              <div key={utility.id} className="answer">
                <dt>{pick(utility.label)}</dt>
                <dd>
                  {line === undefined
                    ? t(isChange ? "service.noLine" : "applicant.noLine")
                    : lineWords(line, t).join(" · ")}
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
    </>
  );
}
