import { Drawer } from "antd";
import { useEffect, useRef } from "react";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useSessionStore } from "#renderer/shell/session-store.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { useSearchStore } from "./search-store.ts";
import "#renderer/features/today/today.css";

/** Finds any stored application; typing searches, Enter on a line opens it. */
export function SearchDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const { text, found, problem, type } = useSearchStore();
  const profiles = useSessionStore((state) => state.profiles);
  const open = useApplicationStore((state) => state.open);
  const field = useRef<HTMLInputElement>(null);
  // The drawer takes the keyboard first, on its own opening; then typing searches at once.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.select(), 0);
    return () => clearTimeout(timer);
  }, []);
  const pickLine = (id: string): void => {
    void open(id);
    onClose();
  };
  const utilityNames = (profileId: string, ids: readonly string[]): string => {
    const known = profiles.find((profile) => profile.id === profileId)?.utilities ?? [];
    return ids
      .map((id) => known.find((utility) => utility.id === id))
      .map((utility, i) => (utility === undefined ? ids[i] : pick(utility.label)))
      .join(t("common.listComma"));
  };
  return (
    <Drawer open title={t("search.title")} size={760} onClose={onClose}>
      {problem !== null && <ProblemNote problem={problem} />}
      <input
        className="input"
        type="search"
        ref={field}
        maxLength={200}
        aria-label={t("search.label")}
        placeholder={t("search.label")}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <output className="today-none">
        {found === null ? t("search.hint") : found.lines.length === 0 ? t("search.none") : ""}
      </output>
      <ul className="today-list search-list">
        {found?.lines.map((line) => (
          <li key={line.id}>
            <button type="button" className="today-line" onClick={() => pickLine(line.id)}>
              <span className="number today-number">{line.acceptanceNumber}</span>
              <span className="today-applicant">{line.applicant}</span>
              <span className="number today-time">{momentText(line.acceptedAt)}</span>
              <span className="today-synced">{pick(line.statusName)}</span>
              <span className="today-work">
                {line.site} · {line.contact} {line.phone} · {utilityNames(line.profileId, line.utilities)}
              </span>
              <span className="today-due">
                {line.elsewhere && (
                  <span className="search-elsewhere">{t("search.elsewhere", { window: line.window })}</span>
                )}
                {t("search.duty", { name: line.dutyHolder, window: line.window })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found?.more === true && <p className="today-none">{t("search.more")}</p>}
    </Drawer>
  );
}
