import { Button } from "antd";
import { useEffect } from "react";
import type { ScanView } from "#shared/contract/documents.ts";
import { type Text, usePick, useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { attachScan, closeScan, followPage, replaceByScanned, type ScanOutcome, useScanStore } from "./scan-store.ts";
import documentScansCss from "#renderer/features/printing/jobs/document-scans.module.css";
import scanCss from "./ScanNote.module.css";

const KINDS = ".pdf,.jpg,.jpeg,.png,.ofd";

/** Chooses the scan of the signed document whose QR code was just read. */
function AttachScan({ busy, onChoose }: { busy: boolean; onChoose: (file: File) => void }) {
  const t = useText();
  return (
    <label
      className={
        busy ? `pill ${documentScansCss.attach} ${documentScansCss.attachBusy}` : `pill ${documentScansCss.attach}`
      }
    >
      <input
        type="file"
        className="visually-hidden"
        accept={KINDS}
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was refused.
          event.target.value = "";
          if (file !== undefined) onChoose(file);
        }}
      />
      <span>{t(busy ? "scan.attaching" : "scan.attach")}</span>
    </label>
  );
}

type Words = { t: Text; pick: (value: { zh: string; en: string }) => string };

const isGood = (outcome: ScanOutcome): boolean =>
  outcome.kind === "opened" ||
  (outcome.kind === "filled" && outcome.differs === null && !outcome.noField) ||
  outcome.kind === "visit" ||
  (outcome.kind === "paper" && (outcome.scan.state === "current" || outcome.scan.state === "unchanged"));

function scanWords(
  { kind, utility, state, version, recordVersion, supersededBy }: ScanView,
  { t, pick }: Words,
): string {
  const name = kind === null ? t("scan.document") : t(`document.kind.${kind}`);
  const paper = utility === null ? name : `${name} · ${pick(utility.label)}`;
  return t(`scan.${state}`, { paper, version, record: recordVersion, by: supersededBy ?? recordVersion });
}

function wordsOf(outcome: ScanOutcome, { t, pick }: Words): string {
  switch (outcome.kind) {
    case "filled": {
      const scanned = t(outcome.what === "credit-code" ? "scan.creditCode" : "scan.projectCode", {
        code: outcome.code,
      });
      if (outcome.noField) return `${scanned} ${t("scan.noField")}`;
      return outcome.differs === null ? scanned : `${scanned} ${t("scan.differs", { typed: outcome.differs })}`;
    }
    case "not-on-form":
      return t("scan.notOnForm");
    case "opened":
      return t("scan.opened", { number: outcome.number });
    case "paper":
      return scanWords(outcome.scan, { t, pick });
    case "not-found":
      return t("scan.notFound", { id: outcome.id });
    case "visit": {
      const { kind, number, applicant, reason, acceptedAs } = outcome.visit;
      if (acceptedAs !== null) return t("scan.visitAccepted", { number, accepted: acceptedAs });
      return t(kind === "received" ? "scan.visitWaiting" : "scan.visitRefused", { number, applicant, reason });
    }
    case "failed":
      return pick(outcome.problem.what);
    case "unknown":
      return `${t("scan.unknown")}: ${pick(outcome.why)}`;
  }
}

/** For a document printed here: attaches its signed scan and shows the outcome. */
function ScanAttach({ outcome }: { outcome: Extract<ScanOutcome, { kind: "paper" }> }) {
  const t = useText();
  const { scan, attaching, attached, problem } = outcome;
  if (scan.state === "other-hash" || scan.state === "no-version") return null;
  if (!scan.printed) return <span>{t("scan.notPrinted")}</span>;
  return (
    <>
      <AttachScan busy={attaching} onChoose={(file) => void attachScan(file)} />
      {attached !== null && <strong>{t("scan.attached", { name: attached, version: scan.version })}</strong>}
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
}

/** Shows the outcome of the last scan. */
export function ScanNote() {
  useEffect(followPage, []);
  const t = useText();
  const pick = usePick();
  const outcome = useScanStore((state) => state.outcome);
  return (
    <output className={scanCss.live}>
      {outcome !== null && (
        <span className={isGood(outcome) ? scanCss.note : `${scanCss.note} ${scanCss.doubt}`} data-testid="scan-note">
          <strong>{t("scan.title")}</strong>
          <span className={scanCss.words}>{wordsOf(outcome, { t, pick })}</span>
          {outcome.kind === "filled" && outcome.differs !== null && (
            <Button size="small" onClick={() => replaceByScanned(outcome.what, outcome.code)}>
              {t("scan.replace")}
            </Button>
          )}
          {outcome.kind === "paper" && <ScanAttach outcome={outcome} />}
          <Button size="small" onClick={closeScan}>
            {t("scan.close")}
          </Button>
        </span>
      )}
    </output>
  );
}
