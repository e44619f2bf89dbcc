import { lazy, Suspense, useEffect, useState } from "react";
import { useText } from "#renderer/strings/text.ts";
import { followPublications, usePublicationStore } from "#renderer/features/publication/publication-store.ts";
import { ConflictPlace } from "#renderer/features/conflict/ConflictPlace.tsx";
import { followOutbox, useOutboxStore } from "./outbox-store.ts";
import { unsentOf } from "./unsent.ts";
import "./outbox.css";

const OutboxDrawer = lazy(async () => ({ default: (await import("./OutboxDrawer.tsx")).OutboxDrawer }));

/** How much waits for the centre, files too, in the header of every staff shell; opens the list. */
export function OutboxBadge() {
  const t = useText();
  const view = useOutboxStore((state) => state.view);
  const unused = usePublicationStore((state) => state.view?.setAside ?? 0);
  const [open, setOpen] = useState(false);
  useEffect(followPublications, []);
  useEffect(followOutbox, []);
  const { waiting, aside } = unsentOf(view);
  return (
    <>
      <button
        type="button"
        className={`header-button ${aside > 0 || unused > 0 ? "outbox-aside" : ""}`}
        onClick={() => setOpen(true)}
      >
        {waiting === 0 && aside === 0 ? t("outbox.allSent") : t("outbox.badge", { n: waiting })}
        {aside > 0 && ` · ${t("outbox.quarantined", { n: aside })}`}
        {unused > 0 && ` · ${t("publication.badge", { n: unused })}`}
      </button>
      {open && (
        <Suspense fallback={null}>
          <OutboxDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
      <ConflictPlace />
    </>
  );
}
