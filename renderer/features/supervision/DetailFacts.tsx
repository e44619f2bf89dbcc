import type { Application } from "#shared/case/application.ts";
import { type Consent, CONSENT_WAY_NAMES } from "#shared/case/consent.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./detail.module.css";

/** Who acted for the applicant, and how and when the applicant agreed. */
function ConsentLine({ consent }: { consent: Consent }) {
  const t = useText();
  const pick = usePick();
  return (
    <span className="soft-line">
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

/** Case owner, lead unit, time and channel of intake, and version of the record. */
export function DetailFacts({ application }: { application: Application }) {
  const t = useText();
  const pick = usePick();
  return (
    <section className="side-card" data-testid="side-card">
      <dl className={css.facts}>
        <dt>{t("detail.duty")}</dt>
        <dd>
          <strong>{application.dutyHolder.name}</strong> {application.dutyHolder.phone}{" "}
          {application.dutyHolder.organisation}
          <span className="soft-line">{pick(application.dutyHolder.reason)}</span>
          {application.dutyHolder.otherwise?.map((text) => (
            <span key={text.zh} className="soft-line">
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
              <ul className={css.warnings}>
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
