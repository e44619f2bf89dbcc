import { bilingual } from "#shared/lib/bilingual.ts";
import { leadUnits, unitOf } from "#shared/case/assignment.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import type { FieldProps } from "./act-entry.ts";

const OWN = "own";

/** The new lead unit: the first receiver's employer or that of an applied-for utility, without the current one. */
export function LeadUnitChoice({
  shown: { view, application, profile },
  entry,
  set,
  problem,
  messageId,
}: FieldProps & { messageId: string }) {
  const t = useText();
  const pick = usePick();
  const now = view.state.lead?.utility ?? null;
  const employer = application.contacts[0]?.organisation ?? t("case.leadOwn");
  const units = profile.utilities
    .filter(({ id }) => view.state.utilities.includes(id))
    .map(({ id }) => ({ utility: id, name: unitOf(profile, application.assignments, id) }));
  const options = leadUnits(bilingual(employer, employer), units)
    .filter(({ utility }) => utility !== now)
    .map(({ utility, name }) => ({ id: utility ?? OWN, label: pick(name) }));
  const value = entry.leadUnit === "" ? OWN : entry.leadUnit;
  return (
    <FieldBox label={t("act.leadUnit")} htmlFor={null} required messageId={messageId} problem={problem} warning={null}>
      <Pills
        name={`${messageId}-l`}
        path="act.leadUnit"
        options={options}
        value={value}
        invalid={problem !== null}
        describedBy={messageId}
        onChange={(id) => set({ leadUnit: id === OWN ? "" : id })}
      />
    </FieldBox>
  );
}
