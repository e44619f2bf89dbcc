import { useText } from "#renderer/strings/text.ts";
import { useWindowRoster } from "./window-roster-store.ts";
import "./referral.css";

/** On a utility's tile: that a tick is accepted and referred (转办). */
export function TileReferral({ utility }: { utility: string }) {
  const t = useText();
  const isReferral = useWindowRoster(
    (state) => state.roster?.utilities.some((one) => one.utility === utility && one.standing === "referral") ?? false,
  );
  return isReferral ? <span className="tile-referral">↪ {t("dispatch.referral")}</span> : null;
}
