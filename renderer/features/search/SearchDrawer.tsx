import { Drawer } from "antd";
import { useEffect, useRef } from "react";
import { create } from "zustand";
import type { FoundApplications } from "#shared/contract/search.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { later } from "#renderer/lib/later.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import css from "./today.module.css";

const SEARCH_AFTER_MS = 80;

type SearchState = {
  text: string;
  found: FoundApplications | null;
  problem: Problem | null;
  type: (text: string) => void;
};

/** The search over all stored applications and its results. */
const useSearchStore = create<SearchState>()((set) => ({
  text: "",
  found: null,
  problem: null,
  type: (text) => {
    set({ text });
    searcher.soon();
  },
}));

async function search(): Promise<void> {
  const { text } = useSearchStore.getState();
  try {
    useSearchStore.setState({
      found: text.trim() === "" ? null : await ask("application.search", { text }),
      problem: null,
    });
  } catch (thrown) {
    useSearchStore.setState({ problem: problemOf(thrown) });
  }
}

const searcher = later(SEARCH_AFTER_MS, search);

/** Finds any stored application; typing searches, Enter on a line opens it. */
export function SearchDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const pick = usePick();
  const { text, found, problem, type } = useSearchStore();
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
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void search()} />}
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
