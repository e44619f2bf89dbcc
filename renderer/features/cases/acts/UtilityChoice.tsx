import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import { promisorFor, responderFor } from "./act-entry.ts";
import type { FieldProps } from "./act-entry.ts";

/** The utility of an act; it also selects the promising party of a letter or the specialist of a response. */
export function UtilityChoice({
  shown,
  utilities,
  entry,
  set,
  problem,
  messageId,
}: FieldProps & { messageId: string }) {
  const t = useText();
  const pick = usePick();
  const options = shown.profile.utilities
    .filter((utility) => utilities.includes(utility.id))
    .map((utility) => ({ id: utility.id, label: pick(utility.label) }));
  const choose = (utility: string | null): void =>
    set({
      utility: utility ?? "",
      promisor: utility === null ? "" : promisorFor(shown.profile, shown.application.content.form, utility),
      responder: responderFor(shown.application, utility ?? ""),
    });
  return (
    <FieldBox label={t("act.utility")} htmlFor={null} required messageId={messageId} problem={problem} warning={null}>
      <Pills
        name={`${messageId}-u`}
        path="act.utility"
        options={options}
        value={entry.utility === "" ? null : entry.utility}
        invalid={problem !== null}
        describedBy={messageId}
        onChange={choose}
      />
    </FieldBox>
  );
}
