import type { DispatchLine } from "#shared/dispatch.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { DispatchText } from "./DispatchText.tsx";

/** The parts of an application that were sent out (派单、转办), utility by utility; nothing where none was. */
export function DispatchList({ dispatches }: { dispatches: readonly DispatchLine[] }) {
  const t = useText();
  const pick = usePick();
  if (dispatches.length === 0) return null;
  return (
    <dl className="dispatches" aria-label={t("dispatch.title")}>
      {dispatches.map((dispatch) => (
        <div key={dispatch.utility} className="dispatch">
          <dt>{pick(dispatch.label)}</dt>
          <dd>
            <DispatchText dispatch={dispatch} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
