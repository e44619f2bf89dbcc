import type { ApplicantCheck } from "#shared/contract/joint-check.ts";
import { measuredFact } from "#shared/profile/line-facts.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import { serviceName } from "#shared/profile/services.ts";
import { AnswerList } from "#renderer/form/AnswerList.tsx";
import { type Text, usePick, useText } from "#renderer/lib/text.ts";
import css from "./applicant.module.css";

const metres = (mm: number): string => String(mm / 1000);

function crossingWords(line: OutsideLine, t: Text): string | null {
  const { known, missing } = measuredFact(line, "crossingTotalMm");
  if (line.crossings === UNKNOWN || missing.length > 0) return null;
  if (line.crossings.length === 0) return t("applicant.noCrossing");
  return t("applicant.crossings", { n: line.crossings.length, m: metres(known) });
}

function greenWords(line: OutsideLine, t: Text): string | null {
  if (line.green === null) return t("applicant.noGreen");
  const { known, missing } = measuredFact(line, "greenAreaCm2");
  return missing.length > 0 ? null : t("applicant.green", { m2: String(known / 10_000) });
}

/** The facts of one outside line in words; unmeasured ones are left out. */
function lineWords(line: OutsideLine, t: Text): string[] {
  const length = measuredFact(line, "lineLengthMm");
  const parts: (string | null)[] = [
    length.missing.length > 0 ? null : t("applicant.lineLength", { m: metres(length.known) }),
    crossingWords(line, t),
    greenWords(line, t),
    line.on === UNKNOWN ? null : t("applicant.lineOn", { on: line.on }),
  ];
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? [t("applicant.unmeasured")] : known;
}

type Props = { check: ApplicantCheck; onPoint: ((path: string) => void) | undefined };

const WRONG = { text: "applicant.wrong", name: "applicant.wrongOne" } as const;

/** Everything that will be accepted, in large text: utilities, answers and outside lines. */
export function CheckedAnswers({ check, onPoint }: Props) {
  const t = useText();
  const pick = usePick();
  const { profile, content } = check;
  const service = serviceName(profile, content.service);
  const isChange = content.service !== undefined;
  const utilities = profile.utilities.filter((utility) => content.utilities.includes(utility.id));
  return (
    <>
      <section className="answers" data-testid="answers" aria-labelledby="applicant-utilities">
        <h2 id="applicant-utilities" className="answers-title">
          {t("applicant.utilities")}
        </h2>
        {service !== null && (
          <p className={css.utilities}>
            {t("service.title")}：{pick(service)}
          </p>
        )}
        <p className={css.utilities}>
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
      <section className="answers" data-testid="answers" aria-labelledby="applicant-lines">
        <h2 id="applicant-lines" className="answers-title">
          {t("applicant.lines")}
        </h2>
        <dl>
          {utilities.map((utility) => {
            const line = content.outsideLines.find((one) => one.utility === utility.id);
            return (
              <div key={utility.id} className="answer" data-testid="answer">
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
