import { DUE_GROUPS } from "#shared/due-board.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { CallbackList } from "#renderer/features/callback/CallbackList.tsx";
import { HandoverList } from "#renderer/features/handover/HandoverList.tsx";
import { DispatchDesk } from "#renderer/features/roster/DispatchDesk.tsx";
import { DeskRow } from "./DeskRow.tsx";
import { useDeskStore } from "./desk-store.ts";
import { ToldList } from "./ToldList.tsx";
import { WarningList } from "./WarningList.tsx";
import "./desk.css";

/** The clocks on the desk (时限看板): warnings first, then what presses, then what stands still and why. */
export function DeskPanel({ onOpen }: { onOpen: (applicationId: string) => void }) {
  const t = useText();
  const { view, mine, problem, show } = useDeskStore();
  const empty = view !== null && DUE_GROUPS.every((group) => view.board[group].length === 0);
  return (
    <div className="desk">
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="desk-head">
        <fieldset className="desk-choice" aria-label={t("desk.title")}>
          {[true, false].map((own) => (
            <button
              key={String(own)}
              type="button"
              className="desk-toggle"
              aria-pressed={own === mine}
              onClick={() => show(own)}
            >
              {t(own ? "desk.mine" : "desk.all")}
            </button>
          ))}
        </fieldset>
        {view !== null && <span className="desk-soft">{t("desk.soonRule", { n: view.soonHours })}</span>}
      </div>
      <HandoverList />
      <CallbackList scope={{ mine }} onOpen={onOpen} />
      {view === null && problem === null && <p className="desk-soft">{t("common.loading")}</p>}
      {view !== null && <ToldList told={view.told} onOpen={onOpen} />}
      {view !== null && <WarningList warnings={view.warnings} />}
      {view !== null && <DispatchDesk dispatches={view.dispatches} onOpen={onOpen} />}
      {empty && <p className="desk-none">{t("desk.none")}</p>}
      {view !== null &&
        DUE_GROUPS.filter((group) => view.board[group].length > 0).map((group) => (
          <details key={group} className="desk-group" open={group !== "waiting"}>
            <summary className={`desk-heading desk-level-${group}`}>
              {t(`desk.group.${group}`)} {view.board[group].length}
            </summary>
            <ul>
              {view.board[group].map((item) => (
                <DeskRow key={`${item.applicationId} ${item.clock.clock}`} item={item} group={group} onOpen={onOpen} />
              ))}
            </ul>
          </details>
        ))}
      {view !== null && view.notShown > 0 && <p className="desk-soft">{t("desk.notShown", { n: view.notShown })}</p>}
    </div>
  );
}
