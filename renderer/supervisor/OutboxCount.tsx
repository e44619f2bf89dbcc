import { useEffect } from "react";
import { followOutbox, useOutboxStore } from "#renderer/features/outbox/outbox-store.ts";
import { followPublications, usePublicationStore } from "#renderer/features/publication/publication-store.ts";
import { unsentOf } from "#renderer/features/outbox/unsent.ts";
import { useText } from "#renderer/strings/text.ts";

/** How much waits for the centre, files too, and how much was set aside, on the outbox's tab; keeps the outbox fresh for the page behind it. */
export function OutboxCount() {
  const t = useText();
  const view = useOutboxStore((state) => state.view);
  const unused = usePublicationStore((state) => state.view?.setAside ?? 0);
  useEffect(followPublications, []);
  useEffect(followOutbox, []);
  if (view === null) return null;
  const { waiting, aside } = unsentOf(view);
  return (
    <>
      {waiting > 0 && <span className="number"> {waiting}</span>}
      {aside > 0 && <span className="number"> · {t("outbox.quarantined", { n: aside })}</span>}
      {unused > 0 && <span className="number"> · {t("publication.badge", { n: unused })}</span>}
    </>
  );
}
