import { lazy, Suspense, useEffect, useState } from "react";
import { ConflictPlace } from "#renderer/features/sync/conflicts/ConflictButton.tsx";
import { followPublications, usePublicationStore } from "#renderer/features/sync/publications/publication-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { followOutbox, unsentOf, useOutboxStore } from "./outbox-store.ts";
import css from "./outbox.module.css";

const OutboxDrawer = lazy(async () => ({ default: (await import("./OutboxDrawer.tsx")).OutboxDrawer }));

/** The number of unsent entries and attachments, in the header of every staff shell; opens the list. */
export function OutboxBadge() {
  const t = useText();
  const view = useOutboxStore((state) => state.view);
  const unused = usePublicationStore((state) => state.view?.quarantined ?? 0);
  const [open, setOpen] = useState(false);
  useEffect(followPublications, []);
  useEffect(followOutbox, []);
  const { waiting, quarantined: aside } = unsentOf(view);
  return (
    <>
      <button
        type="button"
        className={`header-button ${aside > 0 || unused > 0 ? css.alert : ""}`}
        data-testid="header-button"
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

/** Unsent and quarantined counts on the outbox tab; it keeps the outbox fresh for the page behind it. */
export function OutboxCount() {
  const t = useText();
  const view = useOutboxStore((state) => state.view);
  const unused = usePublicationStore((state) => state.view?.quarantined ?? 0);
  useEffect(followPublications, []);
  useEffect(followOutbox, []);
  if (view === null) return null;
  const { waiting, quarantined: aside } = unsentOf(view);
  return (
    <>
      {waiting > 0 && <span className="number"> {waiting}</span>}
      {aside > 0 && <span className="number"> · {t("outbox.quarantined", { n: aside })}</span>}
      {unused > 0 && <span className="number"> · {t("publication.badge", { n: unused })}</span>}
    </>
  );
}
