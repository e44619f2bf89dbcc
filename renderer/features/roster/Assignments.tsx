import type { AssignmentLine } from "#shared/case/assignment.ts";
import type { WaitingAssignment } from "#shared/contract/worklist.ts";
import { type Text, usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import "./assignments.css";

/** Counter minutes in words; null where the year has no calendar. */
const workedText = (t: Text, minutes: number | null): string =>
  minutes === null
    ? t("assignment.noCalendar")
    : t("assignment.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });

/** One part that was sent out: to whom, when, and who answered or how long it waits. */
function AssignmentText({ assignment }: { assignment: AssignmentLine }) {
  const t = useText();
  const pick = usePick();
  const { specialist, response } = assignment;
  const worked = workedText(t, assignment.waitedMinutes);
  return (
    <>
      <span className="dispatch-to">
        {specialist === null ? (
          <>
            <strong>{pick(assignment.unit)}</strong> <span className="dispatch-soft">{t("assignment.nobody")}</span>
          </>
        ) : (
          <>
            <strong>{specialist.name}</strong>
            {specialist.standIn && <span className="dispatch-mark">{t("assignment.standIn")}</span>}{" "}
            {specialist.phone ?? <span className="dispatch-soft">{t("assignment.noPhone")}</span>}{" "}
            <span className="dispatch-soft">{specialist.organisation}</span>
          </>
        )}
        {assignment.referral && (
          <span className="dispatch-mark dispatch-referral" title={t("assignment.referralHint")}>
            ↪ {t("assignment.referral")}
          </span>
        )}
      </span>
      <span className={response === null ? "dispatch-waiting" : "dispatch-soft"}>
        <span className="dispatch-soft">{t("assignment.sent", { time: momentText(assignment.at) })} · </span>
        {response === null
          ? t("assignment.waiting", { time: worked })
          : t("assignment.answered", { name: response.by, at: momentText(response.at), time: worked })}
        {assignment.dueAt !== null && <> · {t("assignment.due", { time: momentText(assignment.dueAt) })}</>}
        {assignment.isLate && <strong className="dispatch-late"> ✕ {t("assignment.late")}</strong>}
      </span>
    </>
  );
}

/** The parts that wait for a response, on the desk, the longest wait first; folded while none is late or the asker's own. Enter on one opens its application. */
export function WaitingAssignments({
  assignments: dispatches,
  onOpen,
}: {
  assignments: readonly WaitingAssignment[];
  onOpen: (applicationId: string) => void;
}) {
  const t = useText();
  const pick = usePick();
  if (dispatches.length === 0) return null;
  return (
    <details className="desk-group" open={dispatches.some(({ toMe, assignment: dispatch }) => toMe || dispatch.isLate)}>
      <summary className="desk-heading">
        {t("assignment.worklistTitle")} {dispatches.length}
      </summary>
      <ul>
        {dispatches.map((item) => (
          <li key={`${item.applicationId} ${item.assignment.utility}`}>
            <button
              type="button"
              className={`desk-row ${item.assignment.isLate ? "desk-overdue" : ""}`}
              onClick={() => onOpen(item.applicationId)}
            >
              <span className="number desk-number">{item.acceptanceNumber}</span>
              <span className="desk-applicant">
                {item.applicant} {item.toMe && <span className="desk-mark">{t("assignment.toMe")}</span>}
              </span>
              <span className="desk-due">{pick(item.assignment.label)}</span>
              <span className="dispatch-row">
                <AssignmentText assignment={item.assignment} />
              </span>
              <span className="desk-soft dispatch-row">{t("worklist.duty", { name: item.dutyHolder })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The parts of an application that were sent out (派单、转办), utility by utility; nothing where none was. */
export function AssignmentList({ assignments }: { assignments: readonly AssignmentLine[] }) {
  const t = useText();
  const pick = usePick();
  if (assignments.length === 0) return null;
  return (
    <dl className="dispatches" aria-label={t("assignment.title")}>
      {assignments.map((assignment) => (
        <div key={assignment.utility} className="dispatch">
          <dt>{pick(assignment.label)}</dt>
          <dd>
            <AssignmentText assignment={assignment} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
