import type { Application } from "#shared/case/application.ts";
import { type Consent, CONSENT_WAY_NAMES } from "#shared/case/consent.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";

/** Who acted for the applicant, and how and when the applicant agreed. */
function ConsentLine({ consent }: { consent: Consent }) {
  const t = useText();
  const pick = usePick();
  return (
    <span className="day-soft">
      {t("consent.line", {
        agent: consent.agent,
        relation: consent.relation,
        way: pick(CONSENT_WAY_NAMES[consent.way]),
        time: momentText(consent.givenAt),
      })}
    </span>
  );
}

const SHORT_HASH = 12;

/** Who answers for an application, who leads, when and how it came in, and which record this is. */
export function DetailFacts({ application }: { application: Application }) {
  const t = useText();
  const pick = usePick();
  return (
    <section className="side-card">
      <dl className="detail-facts">
        <dt>{t("detail.duty")}</dt>
        <dd>
          <strong>{application.dutyHolder.name}</strong> {application.dutyHolder.phone}{" "}
          {application.dutyHolder.organisation}
          <span className="day-soft">{pick(application.dutyHolder.reason)}</span>
          {application.dutyHolder.otherwise?.map((text) => (
            <span key={text.zh} className="day-soft">
              {pick(text)}
            </span>
          ))}
        </dd>
        {application.lead !== null && (
          <>
            <dt>{t("detail.lead")}</dt>
            <dd>{pick(application.lead)}</dd>
          </>
        )}
        <dt>{t("detail.accepted")}</dt>
        <dd className="number">{momentText(application.acceptedAt)}</dd>
        <dt>{t("detail.channel")}</dt>
        <dd>
          {t(`channel.${application.content.channel}`)}
          {application.content.consent !== undefined && <ConsentLine consent={application.content.consent} />}
        </dd>
        <dt>{t("detail.record")}</dt>
        <dd className="number">
          {t("detail.recordText", {
            version: application.version,
            rules: application.profileVersion,
            hash: application.hash.slice(0, SHORT_HASH),
          })}
        </dd>
        {application.warnings.length > 0 && (
          <>
            <dt>{t("detail.warnings")}</dt>
            <dd>
              <ul className="detail-warnings">
                {application.warnings.map((warning) => (
                  <li key={`${warning.path} ${warning.message.zh}`}>! {pick(warning.message)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
