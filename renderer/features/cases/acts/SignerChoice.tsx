import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { findSigner } from "#shared/case/signers.ts";
import type { FieldProps } from "./act-entry.ts";
import { ReasonField } from "./ReasonField.tsx";

/** The department that gave the opinion: a listed one, or another by name. */
export function SignerChoice(props: FieldProps & { messageId: string }) {
  const { shown, entry, set, problem, messageId } = props;
  const t = useText();
  const pick = usePick();
  const signers = shown.profile.signers ?? [];
  const listId = `${messageId}-list`;
  const nameId = `${messageId}-name`;
  return (
    <>
      {signers.length > 0 && (
        <FieldBox
          label={t("act.signer")}
          htmlFor={listId}
          required
          messageId={messageId}
          problem={entry.signer === "" ? null : problem}
          warning={null}
        >
          <select
            id={listId}
            data-path="act.signer"
            className="select"
            value={entry.signer}
            onChange={(event) => set({ signer: event.target.value })}
          >
            {signers.map((signer) => (
              <option key={signer.id} value={signer.id}>
                {pick(signer.label)}
              </option>
            ))}
            <option value="">{t("act.signerOther")}</option>
          </select>
        </FieldBox>
      )}
      {entry.signer === "" && (
        <FieldBox
          label={t("act.signerName")}
          htmlFor={nameId}
          required
          messageId={`${nameId}-m`}
          problem={problem}
          warning={null}
        >
          <input
            id={nameId}
            data-path="act.signerName"
            className="input"
            maxLength={100}
            autoComplete="off"
            value={entry.signerName}
            aria-invalid={problem !== null}
            aria-describedby={`${nameId}-m`}
            onChange={(event) => set({ signerName: event.target.value })}
          />
        </FieldBox>
      )}
      {signers.length > 0 && entry.signer === "" && findSigner(shown.profile, entry.signerName) === null && (
        <ReasonField {...props} label={t("act.unlistedReason")} hint={t("act.unlistedHint")} />
      )}
    </>
  );
}
