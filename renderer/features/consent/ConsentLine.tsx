import { CONSENT_WAY_NAMES, type Consent } from "#shared/consent.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** Who acted for the applicant, and how and when the applicant agreed. */
export function ConsentLine({ consent }: { consent: Consent }) {
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
