import type { KeyboardEvent } from "react";
import type { Profile } from "#shared/profile/profile.ts";
import { focusPath, formPath } from "#renderer/form/field-path.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { useWindowRoster } from "./use-window-roster.ts";
import referralCss from "./UtilityTiles.module.css";
import utilitiesCss from "./utilities.module.css";

/** Names the unit that a ticked utility outside the clerk's authority is referred to; nothing is refused. */
function ReferralNote({ profile, ticked }: { profile: Profile; ticked: readonly string[] }) {
  const t = useText();
  const pick = usePick();
  const roster = useWindowRoster();
  const referred = roster?.utilities.filter((one) => one.status === "referral" && ticked.includes(one.utility)) ?? [];
  const label = (id: string): string => {
    const utility = profile.utilities.find((one) => one.id === id);
    return utility === undefined ? id : pick(utility.itemLabel);
  };
  return (
    <output className={referralCss.referralNote}>
      {referred.map((one) => (
        <span key={one.utility}>
          ↪ {t("tile.referral", { utility: label(one.utility), unit: pick(one.unit) })}
          {one.onDuty !== null && `（${one.onDuty.name}）`}
        </span>
      ))}
    </output>
  );
}

/** The mark on a tile whose utility is accepted and referred (转办). */
function TileReferral({ utility }: { utility: string }) {
  const t = useText();
  const known = useWindowRoster()?.utilities ?? [];
  const isReferral = known.some((one) => one.utility === utility && one.status === "referral");
  return isReferral ? <span className={referralCss.tileReferral}>↪ {t("assignment.referral")}</span> : null;
}

type Props = {
  profile: Profile;
  /** Omits the item name if nothing is connected. */ bare?: boolean;
  ticked: readonly string[];
  onToggle: (id: string) => void;
  problem: string | null;
};

/** The utilities as tiles: native checkboxes, also toggled by their number key; Enter goes on to the form. */
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
    <fieldset className="card" aria-describedby="utilities-problem">
      <legend className={utilitiesCss.title}>
        {t("utilities.title")} <kbd>F2</kbd>
        <span className={utilitiesCss.hint}>{t("utilities.hint")}</span>
      </legend>
      <div className={utilitiesCss.tiles} data-testid="tiles" data-path="utilities">
        {profile.utilities.map((utility, i) => (
          <label key={utility.id} className={utilitiesCss.tile} data-testid="tile">
            <input
              type="checkbox"
              onKeyDown={byNumber}
              checked={ticked.includes(utility.id)}
              onChange={() => onToggle(utility.id)}
            />
            <span>
              <span className={utilitiesCss.tileName}>{pick(utility.label)}</span>
              {!bare && <span className={utilitiesCss.tileItem}>{pick(utility.itemLabel)}</span>}
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
