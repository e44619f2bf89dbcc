import type { AssignmentLine } from "#shared/case/assignment.ts";
import type { WaitingAssignment } from "#shared/contract/worklist.ts";
import { type Text, usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./Assignments.module.css";

/** Counter minutes in words; null for a year without a calendar. */
const workedText = (t: Text, minutes: number | null): string =>
  minutes === null
    ? t("assignment.noCalendar")
    : t("assignment.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });

/** One assignment: to whom, when, and who responded or how long it has waited. */
function AssignmentText({ assignment }: { assignment: AssignmentLine }) {
  const t = useText();
  const pick = usePick();
  const { specialist, response } = assignment;
  const worked = workedText(t, assignment.waitedMinutes);
  return (
    <>
      <span className={css.to}>
        {specialist === null ? (
          <>
            <strong>{pick(assignment.unit)}</strong> <span className={css.soft}>{t("assignment.nobody")}</span>
          </>
        ) : (
          <>
            <strong>{specialist.name}</strong>
            {specialist.standIn && <span className={css.mark}>{t("assignment.standIn")}</span>}{" "}
            {specialist.phone ?? <span className={css.soft}>{t("assignment.noPhone")}</span>}{" "}
            <span className={css.soft}>{specialist.organisation}</span>
          </>
        )}
        {assignment.referral && (
          <span className={`${css.mark} ${css.referral}`} title={t("assignment.referralHint")}>
            ↪ {t("assignment.referral")}
          </span>
        )}
      </span>
      <span className={response === null ? css.waiting : css.soft}>
        <span className={css.soft}>{t("assignment.sent", { time: momentText(assignment.at) })} · </span>
        {response === null
          ? t("assignment.waiting", { time: worked })
          : t("assignment.answered", { name: response.by, at: momentText(response.at), time: worked })}
        {assignment.dueAt !== null && <> · {t("assignment.due", { time: momentText(assignment.dueAt) })}</>}
        {assignment.isLate && <strong className={css.late}> ✕ {t("assignment.late")}</strong>}
      </span>
    </>
  );
}

/** Assignments without a response, longest wait first. Folded unless one is late or the operator's own. */
export function WaitingAssignments({
  assignments,
  onOpen,
}: {
  assignments: readonly WaitingAssignment[];
  onOpen: (applicationId: string) => void;
}) {
  const t = useText();
  const pick = usePick();
  if (assignments.length === 0) return null;
  return (
    <details open={assignments.some(({ toMe, assignment }) => toMe || assignment.isLate)}>
      <summary className="work-heading">
        {t("assignment.worklistTitle")} {assignments.length}
      </summary>
      <ul>
        {assignments.map((item) => (
          <li key={`${item.applicationId} ${item.assignment.utility}`}>
            <button
              type="button"
              className={`work-row ${item.assignment.isLate ? "work-overdue" : ""}`}
              data-testid="worklist-row"
              onClick={() => onOpen(item.applicationId)}
            >
              <span className="number work-number">{item.acceptanceNumber}</span>
              <span className="work-applicant">
                {item.applicant} {item.toMe && <span className="work-mark">{t("assignment.toMe")}</span>}
              </span>
              <span className="work-due">{pick(item.assignment.label)}</span>
              <span className={css.row}>
                <AssignmentText assignment={item.assignment} />
              </span>
              <span className={`work-soft ${css.row}`}>{t("worklist.duty", { name: item.dutyHolder })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The assignments of an application (派单、转办) by utility; renders nothing without any. */
export function AssignmentList({ assignments }: { assignments: readonly AssignmentLine[] }) {
  const t = useText();
  const pick = usePick();
  if (assignments.length === 0) return null;
  return (
    <dl className={css.assignments} aria-label={t("assignment.title")}>
      {assignments.map((assignment) => (
        <div key={assignment.utility} className={css.assignment}>
          <dt>{pick(assignment.label)}</dt>
          <dd>
            <AssignmentText assignment={assignment} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
