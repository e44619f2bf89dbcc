import { DeskButton } from "#renderer/features/desk/DeskButton.tsx";
import { useDraftStore } from "#renderer/features/draft/draft-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { useTodayStore } from "#renderer/features/today/today-store.ts";
import { useText } from "#renderer/strings/text.ts";

/** The drawers of the counter, of which one at most is open. */
export type CounterDrawer = "search" | "desk" | "today" | "parked";

/** The counter's own part of the header: new form, search, clocks on the desk, today's list, parked visits, each with its key. */
export function CounterTabs({ onNew, onOpen }: { onNew: () => void; onOpen: (drawer: CounterDrawer) => void }) {
  const t = useText();
  const open = useIntakeStore((state) => state.key);
  const parked = useDraftStore((state) => state.parked.filter((draft) => draft.id !== open).length);
  const today = useTodayStore((state) => state.lines.length);
  return (
    <>
      <button type="button" className="header-button" onClick={onNew}>
        {t("counter.newForm")} <kbd>Alt+N</kbd>
      </button>
      <button type="button" className="header-button" onClick={() => onOpen("search")}>
        {t("search.button")} <kbd>F3</kbd>
      </button>
      <DeskButton onOpen={() => onOpen("desk")} />
      <button type="button" className="header-button" onClick={() => onOpen("today")}>
        {t("today.button")} {today} <kbd>F8</kbd>
      </button>
      <button type="button" className="header-button" onClick={() => onOpen("parked")}>
        {t("draft.parked")} {parked} <kbd>F9</kbd>
      </button>
    </>
  );
}
