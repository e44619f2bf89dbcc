import { useEffect } from "react";
import { onNews } from "#renderer/shell/news-store.ts";
import { useCaseStore } from "./case-store.ts";

/** Keeps a case on screen as it is; while an act is being typed it stays as it was shown, so that a change meanwhile is said and not slipped in. */
export function useCase(id: string) {
  const store = useCaseStore();
  const { read } = store;
  useEffect(() => {
    void read(id);
    const again = (): void => {
      if (useCaseStore.getState().chosen === null) void read(id);
    };
    return onNews((news) => {
      const { busy } = useCaseStore.getState();
      if (news.kind === "application.changed" && news.id === id && !busy) again();
    }, again);
  }, [id, read]);
  return store;
}
