import { Drawer } from "antd";
import { useEffect, useRef, useState } from "react";
import { caseKind, statusLabel } from "#shared/case/case-status.ts";
import { holdsWords } from "#shared/case/search-terms.ts";
import type { ApplicationLine } from "#shared/case/application.ts";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { useCall } from "#renderer/host/query.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText, momentText } from "#renderer/lib/time-text.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import css from "./today.module.css";

const matches = (line: ApplicationLine, words: string): boolean =>
  holdsWords([line.acceptanceNumber, line.applicant, line.dutyHolder], words);

/** Today's list; typing filters it, Enter on a line opens it. */
export function TodayDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const today = useCall("application.listDay", { on: null });
  const lines = today.data ?? [];
  const profiles = useProfiles();
  const open = useApplicationStore((state) => state.open);
  const [words, setWords] = useState("");
  const filter = useRef<HTMLInputElement>(null);
  // Typing filters at once, but the drawer takes the keyboard first when it opens.
  useEffect(() => {
    const timer = setTimeout(() => filter.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);
  const shown = lines.filter((line) => matches(line, words.trim()));
  const labels = (line: ApplicationLine): string => {
    const known = profiles.find((profile) => profile.id === line.profileId)?.utilities ?? [];
    return line.utilities
      .map((id) => known.find((utility) => utility.id === id))
      .map((utility, i) => (utility === undefined ? line.utilities[i] : pick(utility.label)))
      .join(t("common.listComma"));
  };
  const pickLine = (id: string): void => {
    void open(id);
    onClose();
  };
  const title =
    today.data === null ? t("today.title") : `${t("today.title")} · ${t("today.count", { n: lines.length })}`;
  return (
    <Drawer open title={title} size={760} onClose={onClose}>
      <ReadNote read={today} />
      <input
        className="input"
        type="search"
        ref={filter}
        aria-label={t("today.filter")}
        placeholder={t("today.filter")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {today.data !== null && shown.length === 0 && (
        <p className={css.none}>{t(lines.length === 0 ? "today.none" : "today.noMatch")}</p>
      )}
      <ul className={css.list}>
        {shown.map((line) => (
          <li key={line.id}>
            <button type="button" className={css.line} data-testid="today-line" onClick={() => pickLine(line.id)}>
              <span className={`number ${css.number}`}>{line.acceptanceNumber}</span>
              <span className={css.applicant}>{line.applicant}</span>
              <span className={`number ${css.time}`}>{hourText(line.acceptedAt)}</span>
              <span className={line.synced ? css.synced : css.waiting}>
                {t(line.synced ? "today.synced" : "today.notSynced")}
              </span>
              <span className={css.work}>
                {line.isClockDoubted === true && <span className="work-mark">{t("systemClock.title")}</span>}{" "}
                {line.service !== undefined && <strong>{pick(line.service)} </strong>}
                {labels(line)}{" "}
                {line.status !== "accepted" && <strong>{pick(statusLabel(line.status, caseKind(line)))}</strong>}{" "}
                {line.route === null ? (
                  <RouteTag kind="none" label={t("application.noRoute")} />
                ) : (
                  <RouteTag kind={line.route} label={t(`route.${line.route}`)} />
                )}
              </span>
              <span className={`number ${css.due}`}>
                {line.nextDeadline?.dueAt != null
                  ? t("deadline.due", { date: momentText(line.nextDeadline.dueAt) })
                  : ""}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
