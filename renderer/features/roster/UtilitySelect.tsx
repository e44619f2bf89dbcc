import type { RosterView } from "#shared/contract/roster.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";

type Props = { id: string; utilities: RosterView["utilities"]; value: string; onChange: (utility: string) => void };

/** The utility that a new entry is about. */
export function UtilitySelect({ id, utilities, value, onChange }: Props) {
  const t = useText();
  const pick = usePick();
  return (
    <FieldBox
      label={t("roster.utility")}
      htmlFor={`${id}-utility`}
      messageId={`${id}-utility-m`}
      required
      problem={null}
      warning={null}
    >
      <select id={`${id}-utility`} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {utilities.map((utility) => (
          <option key={utility.id} value={utility.id}>
            {pick(utility.label)}
          </option>
        ))}
      </select>
    </FieldBox>
  );
}
