import { CONSENT_WAYS, consentText, entrustmentRule, secrecyRule, type ConsentWay } from "#shared/case/consent.ts";
import type { DraftConsent } from "#shared/case/draft-body.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills, yesNoId } from "#renderer/ui/Pills.tsx";
import { TextInput } from "#renderer/ui/TextInput.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { ConsentFiles } from "./ConsentFiles.tsx";
import css from "./consent.module.css";

type Props = {
  profile: Profile;
  consent: DraftConsent;
  onTouch: (path: string) => void;
  problemAt: (path: string) => string | null;
  warningAt: (path: string) => string | null;
};

const isWay = (id: string | null): id is ConsentWay => CONSENT_WAYS.some((way) => way === id);

/** The consent: how, when, who acts, the words agreed to, and what the rules ask for besides. */
export function ConsentFields({ profile, consent, onTouch, problemAt, warningAt }: Props) {
  const t = useText();
  const pick = usePick();
  const setConsent = useIntakeStore((state) => state.setConsent);
  const change = (some: Partial<DraftConsent>): void => setConsent({ ...consent, ...some });
  const secrecy = secrecyRule(profile);
  const trust = entrustmentRule(profile);
  const about = (field: keyof DraftConsent) => {
    const path = `consent.${field}`;
    return { path, id: `f-${path}`, problem: problemAt(path), warning: warningAt(path), messageId: `m-${path}` };
  };
  const text = (field: "givenAt" | "agent" | "relation") => {
    const { path, id, problem, warning, messageId } = about(field);
    const shared = {
      id,
      path,
      value: consent[field],
      invalid: problem !== null,
      describedBy: messageId,
      required: true,
      onBlur: () => onTouch(path),
      onChange: (value: string) => change({ [field]: value }),
    };
    return (
      <FieldBox
        label={t(`consent.${field}`)}
        htmlFor={id}
        required
        messageId={messageId}
        problem={problem}
        warning={warning}
      >
        {field === "givenAt" ? <DateField {...shared} precision="minute" /> : <TextInput {...shared} maxLength={200} />}
      </FieldBox>
    );
  };
  const tick = (
    field: "shown" | "secrecyAgreed",
    label: string,
    checked: boolean,
    onTick: (ticked: boolean) => void,
  ) => {
    const { path, id, problem, messageId } = about(field);
    return (
      <span className={css.tick}>
        <label htmlFor={id}>
          <input
            id={id}
            data-path={path}
            type="checkbox"
            checked={checked}
            aria-invalid={problem !== null}
            aria-describedby={messageId}
            aria-required
            onBlur={() => onTouch(path)}
            onChange={(event) => onTick(event.target.checked)}
          />{" "}
          {label}
        </label>
        <span id={messageId} className="field-problem" aria-live="polite">
          {problem !== null && `✕ ${problem}`}
        </span>
      </span>
    );
  };
  const way = about("way");
  const entrusted = about("entrusted");
  // The applicant agreed at the moment of the tick, unless the clerk typed another time.
  const agree = (ticked: boolean): void =>
    change({
      shown: ticked ? pick(consentText(profile)) : "",
      ...(ticked && consent.givenAt.trim() === "" ? { givenAt: momentText(new Date().toISOString()) } : {}),
    });
  return (
    <div className="fields">
      <FieldBox
        label={t("consent.way")}
        htmlFor={null}
        required
        messageId={way.messageId}
        problem={way.problem}
        warning={way.warning}
      >
        <Pills
          name="consent-way"
          path={way.path}
          options={CONSENT_WAYS.map((id) => ({ id, label: t(`consent.way.${id}`) }))}
          value={consent.way}
          onBlur={() => onTouch(way.path)}
          onChange={(id) => change({ way: isWay(id) ? id : null })}
          invalid={way.problem !== null}
          describedBy={way.messageId}
        />
      </FieldBox>
      {text("agent")}
      {text("relation")}
      <div className={css.words}>
        <span className="field-label">{t("consent.text")}</span>
        <blockquote>{pick(consentText(profile))}</blockquote>
        {tick("shown", t("consent.agree"), consent.shown !== "", agree)}
      </div>
      {secrecy !== null && (
        <div className={css.words}>
          {tick("secrecyAgreed", t("consent.secrecy"), consent.secrecyAgreed, (ticked) =>
            change({ secrecyAgreed: ticked }),
          )}
          <span className={css.clause}>{t("consent.clause", { quote: secrecy.quote, clause: secrecy.clause })}</span>
        </div>
      )}
      {trust !== null && (
        <div className={css.words}>
          <FieldBox
            label={t("consent.entrusted")}
            htmlFor={null}
            required
            messageId={entrusted.messageId}
            problem={entrusted.problem}
            warning={null}
          >
            <Pills
              name="consent-entrusted"
              path={entrusted.path}
              options={[
                { id: "yes", label: t("common.yes") },
                { id: "no", label: t("common.no") },
              ]}
              value={yesNoId(consent.entrusted)}
              onBlur={() => onTouch(entrusted.path)}
              onChange={(id) => change({ entrusted: id === null ? null : id === "yes" })}
              invalid={entrusted.problem !== null}
              describedBy={entrusted.messageId}
            />
          </FieldBox>
          <span className={css.clause}>{t("consent.clause", { quote: trust.quote, clause: trust.clause })}</span>
        </div>
      )}
      {text("givenAt")}
      <ConsentFiles files={consent.files} problem={problemAt("consent.files")} warning={warningAt("consent.files")} />
    </div>
  );
}
