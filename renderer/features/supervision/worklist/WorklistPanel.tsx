import { Button } from "antd";
import { useState } from "react";
import { DUE_GROUPS, type DueGroup, type DueItem } from "#shared/case/due-board.ts";
import type { WarningLine } from "#shared/contract/worklist.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { CallbackList } from "#renderer/features/cases/callbacks/CallbackList.tsx";
import { HandoverList } from "#renderer/features/cases/handovers/HandoverList.tsx";
import { WaitingAssignments } from "#renderer/features/roster/Assignments.tsx";
import { ask } from "#renderer/host/host.ts";
import { callKey, refresh, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { CentreMessageList } from "./CentreMessages.tsx";
import css from "./worklist.module.css";

/** One deadline of the worklist: application, limit, due time or reason of the pause, and clause. */
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
  const { deadline } = item;
  return (
    <li>
      <button
        type="button"
        className={`work-row work-${group}`}
        data-testid="worklist-row"
        onClick={() => onOpen(item.applicationId)}
      >
        <span className="number work-number">{item.acceptanceNumber}</span>
        <span className="work-applicant">
          {item.applicant} {item.lateEntry && <span className="work-mark">{t("worklist.lateEntry")}</span>}{" "}
          {item.isClockDoubted && <span className="work-mark">{t("systemClock.title")}</span>}
        </span>
        <span className="number work-due">
          {deadline.dueAt === null ? "" : t("worklist.due", { time: momentText(deadline.dueAt) })}
        </span>
        <span className={css.deadline}>
          {pick(deadline.label)}
          {deadline.basis === "promise" && <span className="work-mark">{t("worklist.promise")}</span>}{" "}
          <span className="work-soft">{deadline.clause}</span>
        </span>
        <span className="work-soft work-due">
          {item.window} · {t("worklist.duty", { name: item.dutyHolder })}
        </span>
        {deadline.note !== null && <span className={css.note}>{pick(deadline.note)}</span>}
      </button>
    </li>
  );
}

/** Warnings that wait until a named person has seen them. */
function WarningList({ warnings, onSeen }: { warnings: WarningLine[]; onSeen: (warning: WarningLine) => void }) {
  const t = useText();
  const pick = usePick();
  if (warnings.length === 0) return null;
  return (
    <section className={css.warnings} aria-labelledby="worklist-warnings">
      <h2 id="worklist-warnings" className="work-heading">
        {t("warning.title")} {warnings.length}
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li
            key={`${warning.applicationId} ${warning.deadline} ${warning.level}`}
            className={css.warning}
            data-testid="worklist-warning"
          >
            <strong className={css[`level-is-${warning.level}`]}>{t(`worklist.group.${warning.level}`)}</strong>
            <span>
              <span className="number">{warning.acceptanceNumber}</span> {warning.applicant} · {pick(warning.label)} ·{" "}
              {t("worklist.due", { time: momentText(warning.dueAt) })} ·{" "}
              {t("worklist.duty", { name: warning.dutyHolder })} ·{" "}
              <span className="work-soft">{t("warning.raised", { time: momentText(warning.raisedAt) })}</span>
            </span>
            <Button
              size="small"
              aria-label={t("warning.acknowledgeOf", { number: warning.acceptanceNumber, label: pick(warning.label) })}
              onClick={() => onSeen(warning)}
            >
              {t("warning.acknowledge")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WORKLISTS = callKey("worklist.get");

/** The worklist (在办件): warnings first, then urgent deadlines, then paused ones with the reason. */
export function WorklistPanel({ first, onOpen }: { first: "mine" | "all"; onOpen: (applicationId: string) => void }) {
  const t = useText();
  const [mine, setMine] = useState(first === "mine");
  const worklist = useCall("worklist.get", { mine }, { everyMs: MINUTE_MS });
  const { problem, run } = useAct(WORKLISTS);
  const seen = (act: () => Promise<unknown>): void => void run(async () => (await act(), refresh(WORKLISTS)));
  const view = worklist.data;
  const empty = view !== null && DUE_GROUPS.every((group) => view.board[group].length === 0);
  return (
    <div className={css.worklist}>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={worklist} />
      <div className={css.head}>
        <fieldset className={css.choice} aria-label={t("worklist.title")}>
          {[true, false].map((own) => (
            <button
              key={String(own)}
              type="button"
              className={css.toggle}
              aria-pressed={own === mine}
              onClick={() => setMine(own)}
            >
              {t(own ? "worklist.mine" : "worklist.all")}
            </button>
          ))}
        </fieldset>
        {view !== null && <span className="work-soft">{t("worklist.soonRule", { n: view.soonHours })}</span>}
      </div>
      <HandoverList />
      <CallbackList scope={{ mine }} onOpen={onOpen} />
      {view === null && worklist.problem === null && <p className="work-soft">{t("common.loading")}</p>}
      {view !== null && (
        <CentreMessageList
          messages={view.centreMessages}
          onOpen={onOpen}
          onSeen={({ id }) => seen(() => ask("centreMessage.acknowledge", { id }))}
        />
      )}
      {view !== null && view.messagesNotShown > 0 && (
        <p className="work-soft">{t("worklist.messagesNotShown", { n: view.messagesNotShown })}</p>
      )}
      {view !== null && (
        <WarningList
          warnings={view.warnings}
          onSeen={({ applicationId, deadline, level }) =>
            seen(() => ask("warning.acknowledge", { applicationId, deadline, level }))
          }
        />
      )}
      {view !== null && <WaitingAssignments assignments={view.assignments} onOpen={onOpen} />}
      {empty && <p className={css.none}>{t("worklist.none")}</p>}
      {view !== null &&
        DUE_GROUPS.filter((group) => view.board[group].length > 0).map((group) => (
          <details key={group} open={group !== "waiting"}>
            <summary className={`work-heading ${css[`level-is-${group}`]}`}>
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
        <p className="work-soft">{t("worklist.notShown", { n: view.notShown })}</p>
      )}
    </div>
  );
}
