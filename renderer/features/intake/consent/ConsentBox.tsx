import { useMemo } from "react";
import { needsConsent, replacesCheck } from "#shared/case/consent.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { type TextKey, useText } from "#renderer/lib/text.ts";
import { Pills } from "#renderer/ui/Pills.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { ConsentFields } from "./ConsentFields.tsx";
import { chooseChannel } from "./open-consent.ts";
import consentCss from "./consent.module.css";
import lateEntryCss from "#renderer/features/intake/late-entry/late-entry.module.css";

type Props = {
  profile: Profile;
  onTouch: (path: string) => void;
  problemAt: (path: string) => string | null;
  warningAt: (path: string) => string | null;
};

function hintFor(needed: boolean, insteadOfCheck: boolean): TextKey {
  if (insteadOfCheck) return "consent.instead";
  return needed ? "consent.hint" : "consent.phoneHint";
}

/** The channel, and the consent if one is needed; shown only if the applicant is not at the window. */
export function ConsentBox({ profile, onTouch, problemAt, warningAt }: Props) {
  const t = useText();
  const channel = useIntakeStore((state) => state.channel);
  const consent = useIntakeStore((state) => state.consent);
  const options = useMemo(
    () => (["on-behalf", "phone"] as const).map((id) => ({ id, label: t(`channel.${id}`) })),
    [t],
  );
  const needed = needsConsent(profile, channel);
  return (
    <section className={`card ${consentCss.consent}`} aria-labelledby="consent-title">
      <div className={consentCss.head}>
        <h2 id="consent-title" className="card-title">
          {t("consent.title")}
        </h2>
        <fieldset className={consentCss.channel}>
          <legend className="visually-hidden">{t("consent.channel")}</legend>
          <Pills
            name="consent-channel"
            path="consent.channel"
            options={options}
            value={channel}
            clearable={false}
            onChange={(id) => chooseChannel(id === "phone" ? "phone" : "on-behalf")}
          />
        </fieldset>
        <button
          type="button"
          className={`${lateEntryCss.toggle} ${consentCss.toggle}`}
          data-testid="late-entry-toggle"
          onClick={() => chooseChannel("counter")}
        >
          {t("consent.cancel")}
        </button>
      </div>
      <p className={consentCss.hint}>{t(hintFor(needed, replacesCheck(profile, channel)))}</p>
      {needed && consent !== null && (
        <ConsentFields
          profile={profile}
          consent={consent}
          onTouch={onTouch}
          problemAt={problemAt}
          warningAt={warningAt}
        />
      )}
    </section>
  );
}
