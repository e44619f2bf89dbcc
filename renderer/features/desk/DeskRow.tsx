import type { DueGroup, DueItem } from "#shared/due-board.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** One clock on the desk: whose application, which limit, until when or why it stands still, by which clause. */
export function DeskRow({
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
  const { clock } = item;
  return (
    <li>
      <button type="button" className={`desk-row desk-${group}`} onClick={() => onOpen(item.applicationId)}>
        <span className="number desk-number">{item.acceptanceNumber}</span>
        <span className="desk-applicant">
          {item.applicant} {item.lateEntry && <span className="desk-mark">{t("desk.lateEntry")}</span>}
        </span>
        <span className="number desk-due">
          {clock.dueAt === null ? "" : t("desk.due", { time: momentText(clock.dueAt) })}
        </span>
        <span className="desk-clock">
          {pick(clock.label)}
          {clock.standing === "promise" && <span className="desk-mark">{t("desk.promise")}</span>}{" "}
          <span className="desk-soft">{clock.clause}</span>
        </span>
        <span className="desk-soft desk-duty">
          {item.window} · {t("desk.duty", { name: item.dutyHolder })}
        </span>
        {clock.note !== null && <span className="desk-note">{pick(clock.note)}</span>}
      </button>
    </li>
  );
}
