import { Component, lazy, type ReactNode, Suspense, useEffect } from "react";
import { SignIn } from "#renderer/features/people/SignIn.tsx";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { HostLink } from "#renderer/host/HostLink.tsx";
import { problemOf } from "#renderer/host/host-problem.ts";
import { isApplicantWindow } from "#renderer/host/host.ts";
import { useText } from "#renderer/lib/text.ts";
import { Opening } from "#renderer/ui/Opening.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { AntdFrame } from "./AntdFrame.tsx";

type State = { thrown: unknown; failed: boolean };

/** Catches a fault of the page: never a white screen, always the three parts and a way on. */
class FaultBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <ProblemNote problem={problemOf(this.state.thrown)} onRetry={() => location.reload()} />
      </main>
    );
  }
}

// Each shell is its own bundle: a station shows one of them all day.
const CounterShell = lazy(async () => ({ default: (await import("./counter/CounterShell.tsx")).CounterShell }));
const SupervisorShell = lazy(async () => ({
  default: (await import("./supervisor/SupervisorShell.tsx")).SupervisorShell,
}));
const ApplicantShell = lazy(async () => ({
  default: (await import("./applicant/ApplicantShell.tsx")).ApplicantShell,
}));
const KioskShell = lazy(async () => ({ default: (await import("./kiosk/KioskShell.tsx")).KioskShell }));

/** Opens the shell of the signed-in role. */
export function App() {
  const { session, problem, load } = useSessionStore();
  const forApplicant = isApplicantWindow();
  useEffect(() => {
    // The applicant's window may not ask whose station this is.
    if (!forApplicant) void load();
  }, [load, forApplicant]);
  return (
    <HostLink>
      <AntdFrame>
        <FaultBoundary>
          <Suspense fallback={<Opening />}>
            {forApplicant && <ApplicantShell />}
            {!forApplicant && session === null && <FirstAnswer problem={problem} retry={() => void load()} />}
            {!forApplicant && session !== null && <ShellOfRole />}
          </Suspense>
        </FaultBoundary>
      </AntdFrame>
    </HostLink>
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
    <main>
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
