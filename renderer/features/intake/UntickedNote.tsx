import { Button } from "antd";
import type { Profile } from "#shared/profile.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { filledButUnticked } from "./clean-body.ts";
import { useIntakeStore } from "./intake-store.ts";

/** Questions what was filled in for a utility that is not ticked: it stays on the form but is not submitted. */
export function UntickedNote({ profile }: { profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const intake = useIntakeStore();
  const unticked = profile.utilities.filter((utility) => filledButUnticked(intake).includes(utility.id));
  if (unticked.length === 0) return null;
  return (
    <output className="unticked">
      <span>
        !{" "}
        {t("utilities.untickedFilled", {
          names: unticked.map((utility) => pick(utility.label)).join(t("common.listComma")),
        })}
      </span>
      {unticked.map((utility) => (
        <Button key={utility.id} onClick={() => intake.toggleUtility(utility.id)}>
          {t("utilities.tickIt", { name: pick(utility.label) })}
        </Button>
      ))}
    </output>
  );
}
