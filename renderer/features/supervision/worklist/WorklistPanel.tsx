import { Button } from "antd";
import { DUE_GROUPS, type DueGroup, type DueItem } from "#shared/case/due-board.ts";
import type { WarningLine } from "#shared/contract/worklist.ts";
import { CallbackList } from "#renderer/features/cases/callbacks/CallbackList.tsx";
import { HandoverList } from "#renderer/features/cases/handovers/HandoverList.tsx";
import { WaitingAssignments } from "#renderer/features/roster/Assignments.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { CentreMessageList } from "./CentreMessages.tsx";
import { useWorklistStore } from "./worklist-store.ts";
import "./worklist.css";

/** One clock on the desk: whose application, which limit, until when or why it stands still, by which clause. */
function WorklistRow({
  item,
  group,
  onOpen,
}: {
  item: DueItem;
  group: DueGroup;
  onOpen: (applicationId: string) => void;
}) {
  const t = useText();
  const pick = usePick();
  const { deadline: clock } = item;
  return (
    <li>
      <button type="button" className={`desk-row desk-${group}`} onClick={() => onOpen(item.applicationId)}>
        <span className="number desk-number">{item.acceptanceNumber}</span>
        <span className="desk-applicant">
          {item.applicant} {item.lateEntry && <span className="desk-mark">{t("worklist.lateEntry")}</span>}
        </span>
        <span className="number desk-due">
          {clock.dueAt === null ? "" : t("worklist.due", { time: momentText(clock.dueAt) })}
        </span>
        <span className="desk-clock">
          {pick(clock.label)}
          {clock.basis === "promise" && <span className="desk-mark">{t("worklist.promise")}</span>}{" "}
          <span className="desk-soft">{clock.clause}</span>
        </span>
        <span className="desk-soft desk-duty">
          {item.window} · {t("worklist.duty", { name: item.dutyHolder })}
        </span>
        {clock.note !== null && <span className="desk-note">{pick(clock.note)}</span>}
      </button>
    </li>
  );
}

/** Warnings that wait for a named person to say that they were seen. */
function WarningList({ warnings }: { warnings: WarningLine[] }) {
  const t = useText();
  const pick = usePick();
  const acknowledge = useWorklistStore((state) => state.acknowledge);
  if (warnings.length === 0) return null;
  return (
    <section className="desk-warnings" aria-labelledby="desk-warnings">
      <h2 id="desk-warnings" className="desk-heading">
        {t("warning.title")} {warnings.length}
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.applicationId} ${warning.deadline} ${warning.level}`} className="desk-warning">
            <strong className={`desk-level desk-level-${warning.level}`}>{t(`worklist.group.${warning.level}`)}</strong>
            <span>
              <span className="number">{warning.acceptanceNumber}</span> {warning.applicant} · {pick(warning.label)} ·{" "}
              {t("worklist.due", { time: momentText(warning.dueAt) })} ·{" "}
              {t("worklist.duty", { name: warning.dutyHolder })} ·{" "}
              <span className="desk-soft">{t("warning.raised", { time: momentText(warning.raisedAt) })}</span>
            </span>
            <Button
              size="small"
              aria-label={t("warning.acknowledgeOf", { number: warning.acceptanceNumber, label: pick(warning.label) })}
              onClick={() => void acknowledge(warning)}
            >
              {t("warning.acknowledge")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The clocks on the desk (时限看板): warnings first, then what presses, then what stands still and why. */
export function WorklistPanel({ onOpen }: { onOpen: (applicationId: string) => void }) {
  const t = useText();
  const { view, mine, problem, show } = useWorklistStore();
  const empty = view !== null && DUE_GROUPS.every((group) => view.board[group].length === 0);
  return (
    <div className="desk">
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="desk-head">
        <fieldset className="desk-choice" aria-label={t("worklist.title")}>
          {[true, false].map((own) => (
            <button
              key={String(own)}
              type="button"
              className="desk-toggle"
              aria-pressed={own === mine}
              onClick={() => show(own)}
            >
              {t(own ? "worklist.mine" : "worklist.all")}
            </button>
          ))}
        </fieldset>
        {view !== null && <span className="desk-soft">{t("worklist.soonRule", { n: view.soonHours })}</span>}
      </div>
      <HandoverList />
      <CallbackList scope={{ mine }} onOpen={onOpen} />
      {view === null && problem === null && <p className="desk-soft">{t("common.loading")}</p>}
      {view !== null && <CentreMessageList messages={view.centreMessages} onOpen={onOpen} />}
      {view !== null && <WarningList warnings={view.warnings} />}
      {view !== null && <WaitingAssignments assignments={view.assignments} onOpen={onOpen} />}
      {empty && <p className="desk-none">{t("worklist.none")}</p>}
      {view !== null &&
        DUE_GROUPS.filter((group) => view.board[group].length > 0).map((group) => (
          <details key={group} className="desk-group" open={group !== "waiting"}>
            <summary className={`desk-heading desk-level-${group}`}>
              {t(`worklist.group.${group}`)} {view.board[group].length}
            </summary>
            <ul>
              {view.board[group].map((item) => (
                <WorklistRow
                  key={`${item.applicationId} ${item.deadline.deadline}`}
                  item={item}
                  group={group}
                  onOpen={onOpen}
                />
              ))}
            </ul>
          </details>
        ))}
      {view !== null && view.notShown > 0 && (
        <p className="desk-soft">{t("worklist.notShown", { n: view.notShown })}</p>
      )}
    </div>
  );
}
