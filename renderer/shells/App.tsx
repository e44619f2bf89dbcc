import { useEffect } from "react";
import { SignIn } from "#renderer/features/people/SignIn.tsx";
import { watchScans } from "#renderer/features/search/scan/scan-keys.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { HostLink } from "#renderer/host/HostLink.tsx";
import { isApplicantWindow } from "#renderer/host/host.ts";
import { useLanguageStore, useText } from "#renderer/lib/text.ts";
import { Opening } from "#renderer/ui/Opening.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { AntdFrame } from "./AntdFrame.tsx";
import css from "./app.module.css";
import { FaultBoundary } from "#renderer/ui/FaultBoundary.tsx";
import { lazyShell } from "#renderer/ui/lazy-part.tsx";

// Each shell is its own bundle: a station shows one of them all day.
const CounterShell = lazyShell(async () => (await import("./counter/CounterShell.tsx")).CounterShell);
const SupervisorShell = lazyShell(async () => (await import("./supervisor/SupervisorShell.tsx")).SupervisorShell);
const ApplicantShell = lazyShell(async () => (await import("./applicant/ApplicantShell.tsx")).ApplicantShell);
const KioskShell = lazyShell(async () => (await import("./kiosk/KioskShell.tsx")).KioskShell);

/** Opens the shell of the signed-in role. */
export function App() {
  const { session, problem, load } = useSessionStore();
  const forApplicant = isApplicantWindow();
  useEffect(() => watchScans(), []);
  useEffect(() => {
    // The applicant's window may not ask whose station this is.
    if (!forApplicant) void load();
  }, [load, forApplicant]);
  return (
    <HostLink>
      <AntdFrame>
        <FaultBoundary>
          {forApplicant && <ApplicantShell />}
          {!forApplicant && session === null && <FirstAnswer problem={problem} retry={() => void load()} />}
          {!forApplicant && session !== null && <ShellOfRole />}
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
  const other = useLanguageStore((state) => (state.language === "zh" ? "en" : "zh"));
  if (problem === null) return <Opening />;
  return (
    <main>
      <h1 className="visually-hidden">{t("app.name")}</h1>
      <ProblemNote problem={problem} onRetry={retry} />
      {/* Nobody has chosen a language here yet. */}
      <p className={css.otherLanguage} lang={other === "zh" ? "zh-CN" : "en"}>
        {problem.what[other]} {problem.safe[other]} {problem.next[other]}
      </p>
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
