import type { DeskDispatch } from "#shared/contract/desk-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { DispatchText } from "./DispatchText.tsx";

/** The parts that wait for a response, on the desk, the longest wait first; folded while none is late or the asker's own. Enter on one opens its application. */
export function DispatchDesk({
  dispatches,
  onOpen,
}: {
  dispatches: readonly DeskDispatch[];
  onOpen: (applicationId: string) => void;
}) {
  const t = useText();
  const pick = usePick();
  if (dispatches.length === 0) return null;
  return (
    <details className="desk-group" open={dispatches.some(({ toMe, dispatch }) => toMe || dispatch.isLate)}>
      <summary className="desk-heading">
        {t("dispatch.desk")} {dispatches.length}
      </summary>
      <ul>
        {dispatches.map((item) => (
          <li key={`${item.applicationId} ${item.dispatch.utility}`}>
            <button
              type="button"
              className={`desk-row ${item.dispatch.isLate ? "desk-overdue" : ""}`}
              onClick={() => onOpen(item.applicationId)}
            >
              <span className="number desk-number">{item.acceptanceNumber}</span>
              <span className="desk-applicant">
                {item.applicant} {item.toMe && <span className="desk-mark">{t("dispatch.toMe")}</span>}
              </span>
              <span className="desk-due">{pick(item.dispatch.label)}</span>
              <span className="dispatch-row">
                <DispatchText dispatch={item.dispatch} />
              </span>
              <span className="desk-soft dispatch-row">{t("desk.duty", { name: item.dutyHolder })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
