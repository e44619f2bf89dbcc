import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ApplicantCheck } from "#shared/contract/joint-check.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, refresh, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { bytesOf } from "#renderer/lib/files.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { LanguageSwitch } from "#renderer/ui/LanguageSwitch.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { SignaturePad } from "#renderer/ui/SignaturePad.tsx";
import { CheckedAnswers } from "./CheckedAnswers.tsx";
import css from "./applicant.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

/** Where the applicant signs and confirms; a signature belongs to the version it was written under. */
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
    <footer className={css.confirm}>
      <div className={css.sign}>
        <SignaturePad key={cleared} onSigned={setSignature} />
        {!signed && (
          <span className={css.signHere} aria-hidden="true">
            {t("applicant.signHere")}
          </span>
        )}
      </div>
      <div className={css.buttons}>
        <button type="button" className={css.clear} disabled={!signed} onClick={clear}>
          {t("applicant.clear")}
        </button>
        <button
          type="button"
          className={css.yes}
          data-testid="applicant-yes"
          disabled={busy}
          onClick={() => onConfirm(signature)}
        >
          {t(signed ? "applicant.confirmSigned" : "applicant.confirm")}
        </button>
      </div>
    </footer>
  );
}

function Waiting() {
  const t = useText();
  return <p>{t("applicant.pageLoading")}</p>;
}

const PdfPages = lazyPart(
  async () => (await import("#renderer/features/documents/PdfPages.tsx")).PdfPages,
  <Waiting />,
);

/** The applicant's window (申请人屏): what will be printed, to confirm or point at; blank without a check. */
export function ApplicantShell() {
  const t = useText();
  const { data, problem, again } = useCall("check.get", { withPage: false });
  // What was read before may be of another visitor by now.
  const check = problem === null ? data : null;
  return (
    <div className={css.applicant} data-testid="applicant">
      <header className={css.header}>
        <h1>{t(check === null ? "applicant.waitTitle" : "applicant.title")}</h1>
        {check !== null && (
          <span className={`number ${css.version}`}>
            {t("applicant.version", { hash: check.contentHash.slice(0, 10) })}
          </span>
        )}
        <LanguageSwitch />
      </header>
      {problem !== null && <ProblemNote problem={problem} onRetry={again} />}
      {check === null ? (
        <main className={css.wait} data-testid="applicant-wait">
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
  const { busy, problem, run, clear } = useAct();
  const act = (asked: () => Promise<ApplicantCheck>): Promise<boolean> =>
    run(async () => (await asked(), refresh(callKey("check.get", { withPage: false }))));
  const { id, contentHash } = check;
  const point = (path: string): Promise<boolean> => act(() => ask("check.point", { id, path }));
  // Exactly the version on screen is confirmed.
  const confirm = (signature: string | null): Promise<boolean> =>
    act(() => ask("check.confirm", { id, contentHash, signature }));
  const open = check.state === "open";
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} onClose={clear} />}
      <main className={css.body} data-testid="applicant-body">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll the answers */}
        <section className={css.answers} aria-label={t("applicant.title")} tabIndex={0}>
          <output
            className={`${css.said} ${css[`is-${check.state}`]}`}
            data-testid="applicant-said"
            data-state={check.state}
          >
            {said(check, t)}
          </output>
          <CheckedAnswers check={check} onPoint={open ? (path) => void point(path) : undefined} />
        </section>
        <Page id={id} />
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

/** The printed page, in base64; null until it is ready, which takes longer than the text. It is not kept. */
function usePage(id: string): string | null {
  const { data } = useQuery({
    queryKey: [...callKey("check.get", { withPage: true }), id],
    queryFn: () => ask("check.get", { withPage: true }),
    gcTime: 0,
  });
  return data?.id === id ? data.page : null;
}

function Page({ id }: { id: string }) {
  const t = useText();
  const page = usePage(id);
  const bytes = useMemo(() => (page === null ? null : bytesOf(page)), [page]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll the pages
    <section className={css.page} aria-label={t("applicant.page")} tabIndex={0}>
      <p className={css.pageNote}>{t("applicant.pageNote")}</p>
      {bytes === null ? <p>{t("applicant.pageLoading")}</p> : <PdfPages bytes={bytes} />}
    </section>
  );
}
