import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { ApplicantCheck } from "#shared/contract/joint-check.ts";
import "#renderer/features/documents/document.css";
import { followEvents } from "#renderer/host/events.ts";
import { bytesOf } from "#renderer/lib/files.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { LanguageSwitch } from "#renderer/ui/LanguageSwitch.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { SignaturePad } from "#renderer/ui/SignaturePad.tsx";
import { CheckedAnswers } from "./CheckedAnswers.tsx";
import { useApplicantStore } from "./applicant-store.ts";
import "./applicant.css";

/** Where the applicant signs and confirms; a signature belongs to the one version it was written under. */
function ConfirmBar({ busy, onConfirm }: { busy: boolean; onConfirm: (signature: string | null) => void }) {
  const t = useText();
  const [signature, setSignature] = useState<string | null>(null);
  const [cleared, setCleared] = useState(0);
  const signed = signature !== null;
  const clear = (): void => {
    setCleared(cleared + 1);
    setSignature(null);
  };
  return (
    <footer className="applicant-confirm">
      <div className="applicant-sign">
        <SignaturePad key={cleared} onSigned={setSignature} />
        {!signed && (
          <span className="applicant-sign-here" aria-hidden="true">
            {t("applicant.signHere")}
          </span>
        )}
      </div>
      <div className="applicant-buttons">
        <button type="button" className="applicant-clear" disabled={!signed} onClick={clear}>
          {t("applicant.clear")}
        </button>
        <button type="button" className="applicant-yes" disabled={busy} onClick={() => onConfirm(signature)}>
          {t(signed ? "applicant.confirmSigned" : "applicant.confirm")}
        </button>
      </div>
    </footer>
  );
}

const PdfPages = lazy(async () => ({ default: (await import("#renderer/features/documents/PdfPages.tsx")).PdfPages }));

/** The window turned to the applicant (申请人屏): what will be printed, to be confirmed or pointed at; blank while there is nothing to check. */
export function ApplicantShell() {
  const t = useText();
  const { check, problem, read, clearProblem } = useApplicantStore();
  useEffect(() => {
    void read();
    return followEvents(
      (event) => {
        if (event.kind === "check.changed") void read();
      },
      () => void read(),
    );
  }, [read]);
  return (
    <div className="applicant">
      <header className="applicant-header">
        <h1>{t(check === null ? "applicant.waitTitle" : "applicant.title")}</h1>
        {check !== null && (
          <span className="number applicant-version">
            {t("applicant.version", { hash: check.contentHash.slice(0, 10) })}
          </span>
        )}
        <LanguageSwitch />
      </header>
      {problem !== null && <ProblemNote problem={problem} onClose={clearProblem} />}
      {check === null ? (
        <main className="applicant-wait">
          <p>{t("applicant.wait")}</p>
        </main>
      ) : (
        <Check key={check.id} check={check} />
      )}
    </div>
  );
}

function Check({ check }: { check: ApplicantCheck }) {
  const t = useText();
  const { busy, point, confirm } = useApplicantStore();
  const open = check.state === "open";
  return (
    <>
      <main className="applicant-body">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the answers scroll, and the keyboard must be able to scroll them */}
        <section className="applicant-answers" aria-label={t("applicant.title")} tabIndex={0}>
          <output className={`applicant-said applicant-${check.state}`}>{said(check, t)}</output>
          <CheckedAnswers check={check} onPoint={open ? (path) => void point(path) : undefined} />
        </section>
        <Page />
      </main>
      {open && <ConfirmBar busy={busy} onConfirm={(signature) => void confirm(signature)} />}
    </>
  );
}

function said(check: ApplicantCheck, t: ReturnType<typeof useText>): string {
  switch (check.state) {
    case "lapsed":
      return t("applicant.changing");
    case "confirmed":
      return `✓ ${t("applicant.done")} ${t("applicant.doneAt", { time: momentText(check.confirmedAt ?? check.startedAt) })}`;
    case "open":
      return t(check.pointed.length > 0 ? "applicant.clerkNotified" : "applicant.intro");
  }
}

function Page() {
  const t = useText();
  const page = useApplicantStore((state) => state.page);
  const bytes = useMemo(() => (page === null ? null : bytesOf(page)), [page]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the pages scroll, and the keyboard must be able to scroll them
    <section className="applicant-page" aria-label={t("applicant.page")} tabIndex={0}>
      <p className="applicant-page-note">{t("applicant.pageNote")}</p>
      {bytes === null ? (
        <p>{t("applicant.pageLoading")}</p>
      ) : (
        <Suspense fallback={<p>{t("applicant.pageLoading")}</p>}>
          <PdfPages bytes={bytes} />
        </Suspense>
      )}
    </section>
  );
}
