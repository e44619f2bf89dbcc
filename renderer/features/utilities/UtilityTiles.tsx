import type { KeyboardEvent } from "react";
import type { Profile } from "#shared/profile.ts";
import { focusPath, formPath } from "#renderer/features/form/field-path.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { ReferralNote } from "#renderer/features/roster/ReferralNote.tsx";
import { TileReferral } from "#renderer/features/roster/TileReferral.tsx";
import "./utilities.css";

type Props = {
  profile: Profile;
  /** Without what is connected, where nothing is. */ bare?: boolean;
  ticked: readonly string[];
  onToggle: (id: string) => void;
  problem: string | null;
};

/** The utilities as tiles: native tick boxes, also ticked by their number while the keyboard is among them; Enter goes on to the form. */
export function UtilityTiles({ profile, bare = false, ticked, onToggle, problem }: Props) {
  const t = useText();
  const pick = usePick();
  const byNumber = (event: KeyboardEvent): void => {
    const first = profile.form.sections[0];
    if (event.key === "Enter" && !event.ctrlKey && first?.fields[0] !== undefined)
      focusPath(formPath(first.id, first.fields[0].id));
    const utility =
      /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey
        ? profile.utilities[Number(event.key) - 1]
        : undefined;
    if (utility === undefined) return;
    event.preventDefault();
    onToggle(utility.id);
  };
  return (
    <fieldset className="utilities card" aria-describedby="utilities-problem">
      <legend className="utilities-title">
        {t("utilities.title")} <kbd>F2</kbd>
        <span className="utilities-hint">{t("utilities.hint")}</span>
      </legend>
      <div className="tiles" data-path="utilities">
        {profile.utilities.map((utility, i) => (
          <label key={utility.id} className="tile">
            <input
              type="checkbox"
              onKeyDown={byNumber}
              checked={ticked.includes(utility.id)}
              onChange={() => onToggle(utility.id)}
            />
            <span>
              <span className="tile-name">{pick(utility.label)}</span>
              {!bare && <span className="tile-item">{pick(utility.itemLabel)}</span>}
              <TileReferral utility={utility.id} />
            </span>
            <kbd aria-hidden="true">{i + 1}</kbd>
          </label>
        ))}
      </div>
      <ReferralNote profile={profile} ticked={ticked} />
      <span id="utilities-problem" className="field-problem">
        {problem !== null && `✕ ${problem}`}
      </span>
    </fieldset>
  );
}
