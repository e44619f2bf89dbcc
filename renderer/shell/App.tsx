import { lazy, Suspense, useEffect } from "react";
import { isApplicantWindow } from "#renderer/host/token.ts";
import { useText } from "#renderer/strings/text.ts";
import { AntdFrame } from "./AntdFrame.tsx";
import { FaultBoundary } from "./FaultBoundary.tsx";
import { startNews } from "./news-store.ts";
import { Opening } from "./Opening.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { useSessionStore } from "./session-store.ts";
import { SignIn } from "./SignIn.tsx";

// Each shell is a bundle of its own: a station shows one of them all day.
const CounterShell = lazy(async () => ({ default: (await import("#renderer/counter/CounterShell.tsx")).CounterShell }));
const SupervisorShell = lazy(async () => ({
  default: (await import("#renderer/supervisor/SupervisorShell.tsx")).SupervisorShell,
}));
const ApplicantShell = lazy(async () => ({
  default: (await import("#renderer/applicant/ApplicantShell.tsx")).ApplicantShell,
}));
const KioskShell = lazy(async () => ({ default: (await import("#renderer/kiosk/KioskShell.tsx")).KioskShell }));

/** Opens the shell of whoever is signed in. */
export function App() {
  const { session, problem, load } = useSessionStore();
  const forApplicant = isApplicantWindow();
  useEffect(() => {
    // The applicant's window may not ask whose station this is.
    if (!forApplicant) void load();
    return startNews();
  }, [load, forApplicant]);
  return (
    <AntdFrame>
      <FaultBoundary>
        <Suspense fallback={<Opening />}>
          {forApplicant ? (
            <ApplicantShell />
          ) : session === null ? (
            <FirstAnswer problem={problem} retry={() => void load()} />
          ) : (
            <ShellOfRole />
          )}
        </Suspense>
      </FaultBoundary>
    </AntdFrame>
  );
}

function FirstAnswer({
  problem,
  retry,
}: {
  problem: Parameters<typeof ProblemNote>[0]["problem"] | null;
  retry: () => void;
}) {
  const t = useText();
  if (problem === null) return <Opening />;
  return (
    <main className="opening-text">
      <h1 className="visually-hidden">{t("app.name")}</h1>
      <ProblemNote problem={problem} onRetry={retry} />
    </main>
  );
}

function ShellOfRole() {
  const session = useSessionStore((state) => state.session);
  if (session === null) return <Opening />;
  switch (session.role) {
    case "none":
      return <SignIn session={session} />;
    case "clerk":
      return <CounterShell session={session} />;
    case "supervisor":
      return <SupervisorShell session={session} />;
    case "applicant":
      return <ApplicantShell />;
    case "kiosk":
      return <KioskShell session={session} />;
  }
}
