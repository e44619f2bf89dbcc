import type { DeadlineLine } from "#shared/case/application.ts";
import { caseKind, statusLabel } from "#shared/case/case-status.ts";
import type { LocalDate } from "#shared/time/instant.ts";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText, momentText } from "#renderer/lib/time-text.ts";
import type { DaySummaryLine } from "./day-summary-store.ts";
import css from "./day-summary.module.css";

const SIGNS: Record<DeadlineLine["state"], string> = {
  "not-started": "○",
  running: "▷",
  "due-today": "!",
  overdue: "✕",
  paused: "‖",
  "calendar-missing": "?",
  "no-limit": "–",
  "ended-in-time": "✓",
  "ended-late": "✕",
};

/** The deadlines of one application, each state in words and by a sign as well as by colour. */
function DeadlineTags({ deadlines }: { deadlines: readonly DeadlineLine[] }) {
  const t = useText();
  const pick = usePick();
  if (deadlines.length === 0) return <span className="soft-line">{t("daySummary.noDeadlines")}</span>;
  return (
    <ul className={css.tags}>
      {deadlines.map((deadline) => (
        <li
          key={deadline.deadline}
          className={`${css.tag} ${css[`tag-is-${deadline.state}`]}`}
          data-testid="deadline-tag"
          data-state={deadline.state}
          title={deadline.note === null ? undefined : pick(deadline.note)}
        >
          <span className={css.tagState}>
            <span aria-hidden="true">{SIGNS[deadline.state]} </span>
            {t(`deadline.${deadline.state}`)}
          </span>
          <span>
            {pick(deadline.label)} <span className="soft-line">({t(`deadline.${deadline.basis}`)})</span>
          </span>
          <span className={`number ${css.tagDue}`}>{deadline.dueAt === null ? "" : momentText(deadline.dueAt)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The day's applications as a table; the number opens one. */
export function DaySummaryTable({
  on,
  lines,
  onOpen,
}: {
  on: LocalDate;
  lines: readonly DaySummaryLine[];
  onOpen: (id: string) => void;
}) {
  const t = useText();
  const pick = usePick();
  const profiles = useProfiles();
  const labels = (line: DaySummaryLine): string => {
    const known = profiles.find((profile) => profile.id === line.profileId)?.utilities ?? [];
    return line.utilities
      .map((id) => known.find((utility) => utility.id === id))
      .map((utility, i) => (utility === undefined ? (line.utilities[i] ?? "") : pick(utility.label)))
      .join(t("answers.comma"));
  };
  const columns = [
    "daySummary.number",
    "daySummary.applicant",
    "daySummary.utilities",
    "daySummary.route",
    "daySummary.dutyHolder",
    "daySummary.deadlines",
    "daySummary.state",
  ] as const;
  return (
    // The table scrolls by keyboard too, hence the tab stop.
    <section
      className={css.scroll}
      data-testid="day-summary-scroll"
      aria-label={t("daySummary.table", { date: on })}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a tab stop the keyboard cannot scroll the box
      tabIndex={0}
    >
      <table className="data-table" data-testid="data-table">
        <caption className="visually-hidden">{t("daySummary.table", { date: on })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <button
                  type="button"
                  className={`${css.number} number`}
                  data-testid="day-summary-number"
                  aria-label={t("daySummary.open", { number: line.acceptanceNumber })}
                  onClick={() => onOpen(line.id)}
                >
                  {line.acceptanceNumber}
                </button>
                <span className="soft-line number">
                  {hourText(line.acceptedAt)} · {t(`channel.${line.channel}`)}
                </span>
              </th>
              <td>
                {line.applicant}
                <span className="soft-line">{line.site}</span>
              </td>
              <td>
                {line.service !== undefined && <strong>{pick(line.service)} </strong>}
                {labels(line)}
              </td>
              <td className={css.route}>
                {line.route === null ? (
                  <RouteTag kind="none" label={t("daySummary.noRoute")} />
                ) : (
                  <RouteTag kind={line.route} label={t(`route.${line.route}`)} />
                )}
                {line.status !== "accepted" && (
                  <span className="soft-line">{pick(statusLabel(line.status, caseKind(line)))}</span>
                )}
              </td>
              <td>
                {line.dutyHolder}
                <span className="soft-line">{line.window}</span>
              </td>
              <td>
                <DeadlineTags deadlines={line.deadlines} />
              </td>
              <td className={line.synced ? "text-good" : "text-warn"}>
                {line.synced ? `✓ ${t("daySummary.synced")}` : `… ${t("daySummary.notSynced")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
