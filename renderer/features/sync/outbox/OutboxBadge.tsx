import { useState } from "react";
import { ConflictPlace } from "#renderer/features/sync/conflicts/ConflictButton.tsx";
import { useCall } from "#renderer/host/query.ts";
import { type Text, useText } from "#renderer/lib/text.ts";
import { unsentOf, useOutbox } from "./outbox.ts";
import css from "./outbox.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

const OutboxDrawer = lazyPart(async () => (await import("./OutboxDrawer.tsx")).OutboxDrawer);

/** What the badge says of the outbox; what is not known is not called sent. */
function badgeText(t: Text, { data: view, problem }: ReturnType<typeof useOutbox>): string {
  if (view === null) return t(problem === null ? "outbox.reading" : "outbox.unknown");
  const { waiting, quarantined: aside } = unsentOf(view);
  const sum = waiting + aside === 0 ? t("outbox.allSent") : t("outbox.badge", { n: waiting });
  return aside > 0 ? `${sum} · ${t("outbox.quarantined", { n: aside })}` : sum;
}

/** The number of unsent entries and attachments, in the header of every staff shell; opens the list. */
export function OutboxBadge() {
  const t = useText();
  const outbox = useOutbox();
  const unused = useCall("publication.list", {}).data?.quarantined ?? 0;
  const [open, setOpen] = useState(false);
  const aside = outbox.data === null ? 0 : unsentOf(outbox.data).quarantined;
  return (
    <>
      <button
        type="button"
        className={`header-button ${aside > 0 || unused > 0 ? css.alert : ""}`}
        data-testid="header-button"
        onClick={() => setOpen(true)}
      >
        {badgeText(t, outbox)}
        {unused > 0 && ` · ${t("publication.badge", { n: unused })}`}
      </button>
      {open && <OutboxDrawer onClose={() => setOpen(false)} />}
      <ConflictPlace />
    </>
  );
}

/** Unsent and quarantined counts on the outbox tab; it keeps the outbox fresh for the page behind it. */
export function OutboxCount() {
  const t = useText();
  const { data: view } = useOutbox();
  const unused = useCall("publication.list", {}).data?.quarantined ?? 0;
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
