import { Drawer } from "antd";
import { useEffect, useRef, useState } from "react";
import { create } from "zustand";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import css from "./today.module.css";

const SEARCH_AFTER_MS = 80;

/** What was searched for last; it stays for the next search. */
const useSearchText = create<{ text: string }>()(() => ({ text: "" }));

/** What is typed, once the hands rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** Finds any stored application; typing searches, Enter on a line opens it. */
export function SearchDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const { text } = useSearchText();
  const wanted = useRested(text);
  const isAsked = wanted.trim() !== "";
  const read = useCall("application.search", isAsked ? { text: wanted } : null, { keepsLast: true });
  const found = isAsked ? read.data : null;
  const profiles = useProfiles();
  const open = useApplicationStore((state) => state.open);
  const field = useRef<HTMLInputElement>(null);
  // The drawer takes the keyboard when it opens; then typing searches at once.
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
      <ReadNote read={read} />
      <input
        className="input"
        type="search"
        ref={field}
        maxLength={200}
        aria-label={t("search.label")}
        placeholder={t("search.label")}
        value={text}
        onChange={(event) => useSearchText.setState({ text: event.target.value })}
      />
      <output className={css.none}>
        {found === null && t("search.hint")}
        {found?.lines.length === 0 && t("search.none")}
      </output>
      <ul className={`${css.list} ${css.searchList}`} data-testid="search-list">
        {found?.lines.map((line) => (
          <li key={line.id}>
            <button type="button" className={css.line} data-testid="today-line" onClick={() => pickLine(line.id)}>
              <span className={`number ${css.number}`}>{line.acceptanceNumber}</span>
              <span className={css.applicant}>{line.applicant}</span>
              <span className={`number ${css.time}`}>{momentText(line.acceptedAt)}</span>
              <span className={css.synced}>{pick(line.statusName)}</span>
              <span className={css.work}>
                {line.site} · {line.contact} {line.phone} · {utilityNames(line.profileId, line.utilities)}
              </span>
              <span className={css.due}>
                {line.remote && (
                  <span className={css.remote} data-testid="search-remote">
                    {t("search.remote", { window: line.window })}
                  </span>
                )}
                {t("search.duty", { name: line.dutyHolder, window: line.window })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found?.more === true && <p className={css.none}>{t("search.more")}</p>}
    </Drawer>
  );
}
