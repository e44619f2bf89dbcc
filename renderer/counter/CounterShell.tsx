import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { SessionView } from "#shared/contract/calls.ts";
import type { Problem } from "#shared/problem.ts";
import { ApplicationPage } from "#renderer/features/application/ApplicationPage.tsx";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { useDocumentStore } from "#renderer/features/document/document-store.ts";
import { readParked } from "#renderer/features/draft/draft-store.ts";
import { followRules } from "#renderer/features/draft/follow-rules.ts";
import { OutboxBadge } from "#renderer/features/outbox/OutboxBadge.tsx";
import { PrinterBanner } from "#renderer/features/printer/PrinterBanner.tsx";
import { followProjectCode } from "#renderer/features/register/project-store.ts";
import { followCreditCode } from "#renderer/features/register/register-store.ts";
import { followScans } from "#renderer/features/scan/follow-scans.ts";
import { ScanNote } from "#renderer/features/scan/ScanNote.tsx";
import { takeScan } from "#renderer/features/scan/scan-store.ts";
import { useTodayStore } from "#renderer/features/today/today-store.ts";
import { onNews } from "#renderer/shell/news-store.ts";
import { Opening } from "#renderer/shell/Opening.tsx";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { ShellHeader } from "#renderer/shell/ShellHeader.tsx";
import { CounterForm } from "./CounterForm.tsx";
import { CounterTabs, type CounterDrawer } from "./CounterTabs.tsx";
import { openBlankForm, openFirstForm } from "./open-form.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import "./counter.css";

const TodayDrawer = lazy(async () => ({
  default: (await import("#renderer/features/today/TodayDrawer.tsx")).TodayDrawer,
}));
const SearchDrawer = lazy(async () => ({
  default: (await import("#renderer/features/search/SearchDrawer.tsx")).SearchDrawer,
}));
const DeskDrawer = lazy(async () => ({ default: (await import("#renderer/features/desk/DeskDrawer.tsx")).DeskDrawer }));
const ParkedDrawer = lazy(async () => ({
  default: (await import("#renderer/features/draft/ParkedDrawer.tsx")).ParkedDrawer,
}));
const CasePage = lazy(async () => ({ default: (await import("#renderer/features/case/CasePage.tsx")).CasePage }));
const DocumentDialog = lazy(async () => ({
  default: (await import("#renderer/features/document/DocumentDialog.tsx")).DocumentDialog,
}));

/** The clerk's page: one form, or one accepted application, with today's list and the parked visits beside. */
export function CounterShell({ session }: { session: SessionView }) {
  const { application, asCase } = useApplicationStore();
  const [drawer, setDrawer] = useState<CounterDrawer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ready, setReady] = useState(false);
  const readToday = useTodayStore((state) => state.read);
  const previewing = useDocumentStore((state) => state.wanted !== null);
  const profileId = session.hall.profileId;

  const openNew = useCallback(() => {
    setDrawer(null);
    void openBlankForm(session).then(setProblem);
  }, [session]);

  useEffect(() => {
    // The first form may be one that a crash interrupted; after a change of local rules it is always a blank one.
    void (ready ? openBlankForm(session) : openFirstForm(session)).then((failed) => {
      setProblem(failed);
      setReady(true);
    });
    // eslint-disable-next-line react/exhaustive-deps -- only another locality opens another form
  }, [profileId]);

  useEffect(() => {
    void readToday();
    return onNews(
      (news) => {
        if (news.kind === "application.accepted" || news.kind === "outbox.changed") void readToday();
        if (news.kind === "application.accepted") void readParked();
      },
      () => void readToday(),
    );
  }, [readToday]);

  useShortcuts({
    openNew,
    openSearch: () => setDrawer("search"),
    openDesk: () => setDrawer("desk"),
    openToday: () => setDrawer("today"),
    openParked: () => setDrawer("parked"),
    drawerOpen: drawer !== null,
  });

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
    <div className="counter">
      <ShellHeader session={session}>
        <CounterTabs onNew={openNew} onOpen={setDrawer} />
        <OutboxBadge />
      </ShellHeader>
      <PrinterBanner />
      <ScanNote />
      {problem !== null && <ProblemNote problem={problem} onRetry={openNew} />}
      {!ready && <Opening bare />}
      {ready && application !== null && asCase && (
        <Suspense fallback={<Opening bare />}>
          <CasePage key={application.id} id={application.id} onNext={openNew} />
        </Suspense>
      )}
      {ready && application !== null && !asCase && (
        <ApplicationPage key={application.id} application={application} onNext={openNew} />
      )}
      {ready && application === null && <CounterForm />}
      <Suspense fallback={null}>
        {previewing && <DocumentDialog />}
        {drawer === "search" && <SearchDrawer onClose={() => setDrawer(null)} />}
        {drawer === "desk" && <DeskDrawer onClose={() => setDrawer(null)} />}
        {drawer === "today" && <TodayDrawer onClose={() => setDrawer(null)} />}
        {drawer === "parked" && <ParkedDrawer onClose={() => setDrawer(null)} />}
      </Suspense>
    </div>
  );
}
