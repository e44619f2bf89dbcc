import { useCallback, useEffect, useState } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { useDocumentStore } from "#renderer/features/documents/document-store.ts";
import { ApplicationPage } from "#renderer/features/intake/ApplicationPage.tsx";
import { useParked } from "#renderer/features/intake/drafts/draft-store.ts";
import { followRules } from "#renderer/features/intake/drafts/follow-rules.ts";
import { openBlankForm, openFirstForm } from "#renderer/features/intake/open-form.ts";
import { followProjectCode } from "#renderer/features/intake/register/project-store.ts";
import { followCreditCode } from "#renderer/features/intake/register/register-store.ts";
import { HeldSlips } from "#renderer/features/printing/jobs/HeldSlips.tsx";
import { PrinterBanner } from "#renderer/features/printing/printers/PrinterBanner.tsx";
import { OpenFault } from "#renderer/features/records/OpenFault.tsx";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { ScanNote } from "#renderer/features/search/scan/ScanNote.tsx";
import { followScans } from "#renderer/features/search/scan/follow-scans.ts";
import { takeScan } from "#renderer/features/search/scan/scan-store.ts";
import { WorklistButton } from "#renderer/features/supervision/worklist/WorklistButton.tsx";
import { OutboxBadge } from "#renderer/features/sync/outbox/OutboxBadge.tsx";
import { useCall } from "#renderer/host/query.ts";
import { useText } from "#renderer/lib/text.ts";
import { ShellHeader } from "#renderer/shells/ShellHeader.tsx";
import { Opening } from "#renderer/ui/Opening.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { CounterForm } from "./CounterForm.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import css from "./counter.module.css";
import { lazyPart, loadPartsSoon } from "#renderer/ui/lazy-part.tsx";

/** The drawers of the counter; at most one is open. */
type CounterDrawer = "search" | "worklist" | "today" | "parked";

/** The counter's part of the header: new form, search, worklist, today's list, parked visits, each with its key. */
function CounterTabs({ onNew, onOpen }: { onNew: () => void; onOpen: (drawer: CounterDrawer) => void }) {
  const t = useText();
  const parked = useParked().data?.length ?? "";
  const today = useCall("application.listDay", { on: null }).data?.length ?? "";
  return (
    <>
      <button type="button" className="header-button" data-testid="header-button" onClick={onNew}>
        {t("counter.newForm")} <kbd>Alt+N</kbd>
      </button>
      <button type="button" className="header-button" data-testid="header-button" onClick={() => onOpen("search")}>
        {t("search.button")} <kbd>F3</kbd>
      </button>
      <WorklistButton onOpen={() => onOpen("worklist")} />
      <button type="button" className="header-button" data-testid="header-button" onClick={() => onOpen("today")}>
        {t("today.button")} {today} <kbd>F8</kbd>
      </button>
      <button type="button" className="header-button" data-testid="header-button" onClick={() => onOpen("parked")}>
        {t("draft.parked")} {parked} <kbd>F9</kbd>
      </button>
    </>
  );
}

const TodayDrawer = lazyPart(async () => (await import("#renderer/features/search/TodayDrawer.tsx")).TodayDrawer);
const SearchDrawer = lazyPart(async () => (await import("#renderer/features/search/SearchDrawer.tsx")).SearchDrawer);
const WorklistDrawer = lazyPart(
  async () => (await import("#renderer/features/supervision/worklist/WorklistDrawer.tsx")).WorklistDrawer,
);
const ParkedDrawer = lazyPart(
  async () => (await import("#renderer/features/intake/drafts/ParkedDrawer.tsx")).ParkedDrawer,
);
const CasePage = lazyPart(
  async () => (await import("#renderer/features/cases/CasePage.tsx")).CasePage,
  <Opening bare />,
);
const DocumentDialog = lazyPart(
  async () => (await import("#renderer/features/documents/DocumentDialog.tsx")).DocumentDialog,
);

/** The clerk's page: one form or one accepted application, with the lists beside it. */
export function CounterShell({ session }: { session: SessionView }) {
  const { id, asCase } = useApplicationStore();
  const [drawer, setDrawer] = useState<CounterDrawer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ready, setReady] = useState(false);
  const previewing = useDocumentStore((state) => state.wanted !== null);
  const profileId = session.hall.profileId;

  const openNew = useCallback(() => {
    setDrawer(null);
    void openBlankForm(session).then(setProblem);
  }, [session]);

  useEffect(() => {
    // The first form may be one that a crash interrupted; after a change of rules it is always blank.
    void (ready ? openBlankForm(session) : openFirstForm(session)).then((failed) => {
      setProblem(failed);
      setReady(true);
    });
    // eslint-disable-next-line react/exhaustive-deps -- only another locality opens another form
  }, [profileId]);

  useShortcuts({
    openNew,
    openSearch: () => setDrawer("search"),
    openWorklist: () => setDrawer("worklist"),
    openToday: () => setDrawer("today"),
    openParked: () => setDrawer("parked"),
    drawerOpen: drawer !== null,
  });

  useEffect(loadPartsSoon, []);
  useEffect(followCreditCode, []);
  useEffect(followProjectCode, []);
  useEffect(followRules, []);
  useEffect(
    () =>
      followScans((text) => {
        setDrawer(null);
        void takeScan(text);
      }),
    [],
  );

  return (
    <div className={css.counter} data-testid="counter">
      <ShellHeader session={session}>
        <CounterTabs onNew={openNew} onOpen={setDrawer} />
        <OutboxBadge />
      </ShellHeader>
      <PrinterBanner />
      <HeldSlips />
      <ScanNote />
      {problem !== null && <ProblemNote problem={problem} onRetry={openNew} />}
      <OpenFault />
      {!ready && <Opening bare />}
      {ready && id !== null && asCase && <CasePage key={id} id={id} onNext={openNew} />}
      {ready && id !== null && !asCase && <ApplicationPage key={id} id={id} onNext={openNew} />}
      {ready && id === null && <CounterForm />}
      {previewing && <DocumentDialog />}
      {drawer === "search" && <SearchDrawer onClose={() => setDrawer(null)} />}
      {drawer === "worklist" && <WorklistDrawer onClose={() => setDrawer(null)} />}
      {drawer === "today" && <TodayDrawer onClose={() => setDrawer(null)} />}
      {drawer === "parked" && <ParkedDrawer onClose={() => setDrawer(null)} />}
    </div>
  );
}
