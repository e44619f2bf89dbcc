import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import type { FieldProps } from "./act-entry.ts";

/** The listed departments, each to be ticked if the case does not involve it (不涉及). */
export function NotInvolvedChoice({ shown, entry, set, problem, messageId }: FieldProps & { messageId: string }) {
  const t = useText();
  const pick = usePick();
  const turn = (id: string, isTicked: boolean): void => {
    const others = entry.notInvolved.filter((one) => one !== id);
    set({ notInvolved: isTicked ? [...others, id] : others });
  };
  return (
    <FieldBox
      label={t("act.notInvolved")}
      htmlFor={null}
      required={false}
      messageId={messageId}
      problem={problem}
      warning={null}
    >
      <div data-path="act.notInvolved">
        {(shown.profile.signers ?? []).map(({ id, label }) => (
          <p key={id}>
            <label>
              <input
                type="checkbox"
                checked={entry.notInvolved.includes(id)}
                onChange={(event) => turn(id, event.target.checked)}
              />{" "}
              {pick(label)}
            </label>
          </p>
        ))}
      </div>
      <p className="soft">{t("act.notInvolvedHint")}</p>
    </FieldBox>
  );
}
