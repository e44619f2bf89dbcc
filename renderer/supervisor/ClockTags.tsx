import type { ClockLine } from "#shared/application.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

const SIGNS: Record<ClockLine["state"], string> = {
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

/** The clocks of one application, each with its state in words and by a sign; the colour only helps. */
export function ClockTags({ clocks }: { clocks: readonly ClockLine[] }) {
  const t = useText();
  const pick = usePick();
  if (clocks.length === 0) return <span className="day-soft">{t("day.noClocks")}</span>;
  return (
    <ul className="clock-tags">
      {clocks.map((clock) => (
        <li
          key={clock.clock}
          className={`clock-tag clock-tag-${clock.state}`}
          title={clock.note === null ? undefined : pick(clock.note)}
        >
          <span className="clock-tag-state">
            <span aria-hidden="true">{SIGNS[clock.state]} </span>
            {t(`clock.${clock.state}`)}
          </span>
          <span>
            {pick(clock.label)} <span className="day-soft">({t(`clock.${clock.standing}`)})</span>
          </span>
          <span className="number clock-tag-due">{clock.dueAt === null ? "" : momentText(clock.dueAt)}</span>
        </li>
      ))}
    </ul>
  );
}
