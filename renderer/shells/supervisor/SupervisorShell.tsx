import { useEffect, useState } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { Opening } from "#renderer/ui/Opening.tsx";
import { HeldSlips } from "#renderer/features/printing/jobs/HeldSlips.tsx";
import { ShellHeader } from "#renderer/shells/ShellHeader.tsx";
import { useText } from "#renderer/lib/text.ts";
import { DaySummaryPage } from "#renderer/features/supervision/day-summary/DaySummaryPage.tsx";
import { OutboxCount } from "#renderer/features/sync/outbox/OutboxBadge.tsx";
import css from "./SupervisorShell.module.css";
import { lazyPart, loadPartsSoon } from "#renderer/ui/lazy-part.tsx";

const WorklistPage = lazyPart(
  async () => (await import("#renderer/features/supervision/worklist/WorklistDrawer.tsx")).WorklistPage,
  <Opening bare />,
);
const PaperForms = lazyPart(
  async () => (await import("#renderer/features/intake/late-entry/PaperForms.tsx")).PaperForms,
  <Opening bare />,
);
const InterpretationsPage = lazyPart(
  async () => (await import("#renderer/features/rules/InterpretationsPage.tsx")).InterpretationsPage,
  <Opening bare />,
);
const RosterPage = lazyPart(
  async () => (await import("#renderer/features/roster/RosterPage.tsx")).RosterPage,
  <Opening bare />,
);
const SuspensionsPage = lazyPart(
  async () => (await import("#renderer/features/rules/suspensions/SuspensionsPage.tsx")).SuspensionsPage,
  <Opening bare />,
);
const PrintersPage = lazyPart(
  async () => (await import("#renderer/features/printing/printers/PrintersPage.tsx")).PrintersPage,
  <Opening bare />,
);
const OutboxPage = lazyPart(
  async () => (await import("#renderer/features/sync/outbox/OutboxPage.tsx")).OutboxPage,
  <Opening bare />,
);
const DetailDrawer = lazyPart(
  async () => (await import("#renderer/features/supervision/DetailDrawer.tsx")).DetailDrawer,
);

const PAGES = [
  "daySummary",
  "worklist",
  "interpretations",
  "outbox",
  "suspensions",
  "roster",
  "paperForms",
  "printers",
] as const;

/** The supervisor's page (值班主管): day summary, open interpretations, outbox and settings. */
export function SupervisorShell({ session }: { session: SessionView }) {
  const t = useText();
  const [page, setPage] = useState<(typeof PAGES)[number]>("daySummary");
  useEffect(loadPartsSoon, []);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <div className={css.supervisor} data-testid="supervisor">
      <ShellHeader session={session}>
        <nav className={css.tabs} data-testid="supervisor-tabs" aria-label={t("supervisor.pages")}>
          {PAGES.map((one) => (
            <button
              key={one}
              type="button"
              className="header-button"
              data-testid="header-button"
              aria-current={one === page ? "page" : undefined}
              onClick={() => setPage(one)}
            >
              {t(`supervisor.${one}`)}
              {one === "outbox" && <OutboxCount />}
            </button>
          ))}
        </nav>
      </ShellHeader>
      <HeldSlips />
      {page === "daySummary" && <DaySummaryPage onOpen={setOpened} onCallbacks={() => setPage("worklist")} />}
      {page === "worklist" && <WorklistPage onOpen={setOpened} />}
      {page === "paperForms" && <PaperForms />}
      {page === "interpretations" && (
        <InterpretationsPage key={session.hall.profileId} profileId={session.hall.profileId} />
      )}
      {page === "suspensions" && <SuspensionsPage key={session.hall.profileId} profileId={session.hall.profileId} />}
      {page === "roster" && <RosterPage key={session.hall.profileId} profileId={session.hall.profileId} />}
      {page === "outbox" && <OutboxPage onOpen={setOpened} />}
      {page === "printers" && <PrintersPage />}
      {opened !== null && <DetailDrawer key={opened} id={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
