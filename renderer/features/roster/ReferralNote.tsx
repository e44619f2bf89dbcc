import type { Profile } from "#shared/profile.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { useWindowRoster } from "./window-roster-store.ts";
import "./referral.css";

/** Says of each ticked utility outside the clerk's authority to whom it goes once accepted; nothing is refused. */
export function ReferralNote({ profile, ticked }: { profile: Profile; ticked: readonly string[] }) {
  const t = useText();
  const pick = usePick();
  const roster = useWindowRoster((state) => state.roster);
  const referred = roster?.utilities.filter((one) => one.standing === "referral" && ticked.includes(one.utility)) ?? [];
  const label = (id: string): string => {
    const utility = profile.utilities.find((one) => one.id === id);
    return utility === undefined ? id : pick(utility.itemLabel);
  };
  return (
    <output className="referral-note">
      {referred.map((one) => (
        <span key={one.utility}>
          ↪ {t("tile.referral", { utility: label(one.utility), unit: pick(one.unit) })}
          {one.onDuty !== null && `（${one.onDuty.name}）`}
        </span>
      ))}
    </output>
  );
}
