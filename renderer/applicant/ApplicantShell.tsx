import { lazy, Suspense, useEffect, useMemo } from "react";
import type { ApplicantCheck } from "#shared/contract/joint-check-calls.ts";
import { bytesOf } from "#renderer/features/document/base64.ts";
import { LanguageSwitch } from "#renderer/shell/LanguageSwitch.tsx";
import { onNews } from "#renderer/shell/news-store.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { useApplicantStore } from "./applicant-store.ts";
import { CheckedAnswers } from "./CheckedAnswers.tsx";
import { ConfirmBar } from "./ConfirmBar.tsx";
import "#renderer/features/document/document.css";
import "./applicant.css";

const PdfPages = lazy(async () => ({ default: (await import("#renderer/features/document/PdfPages.tsx")).PdfPages }));

/** The window turned to the applicant (申请人屏): what will be printed, to be confirmed or pointed at; blank while there is nothing to check. */
export function ApplicantShell() {
  const t = useText();
  const { check, problem, read, clearProblem } = useApplicantStore();
  useEffect(() => {
    void read();
    return onNews(
      (news) => {
        if (news.kind === "check.changed") void read();
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
      return t(check.pointed.length > 0 ? "applicant.told" : "applicant.intro");
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
