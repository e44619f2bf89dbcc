import { useEffect, useState } from "react";
import type { DocumentView } from "#shared/contract/calls.ts";
import type { PrintJobLine } from "#shared/contract/print-calls.ts";
import { UnprintableNote } from "#renderer/features/document/UnprintableNote.tsx";
import { ask } from "#renderer/host/host.ts";
import { onNews } from "#renderer/shell/news-store.ts";
import { useText } from "#renderer/strings/text.ts";
import type { TextKey } from "#renderer/strings/zh.ts";

const WORDS: Record<PrintJobLine["outcome"], TextKey> = {
  queued: "kiosk.slipPrinting",
  sending: "kiosk.slipPrinting",
  sent: "kiosk.takeSlip",
  "device-confirmed": "kiosk.takeSlip",
  "person-confirmed": "kiosk.takeSlip",
  failed: "kiosk.slipFailed",
  unconfirmed: "kiosk.slipUnsure",
};

/** What became of the slip, and what stands on it; the application does not depend on either. */
export function SlipStatus({ applicationId }: { applicationId: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<PrintJobLine["outcome"]>("queued");
  const [slip, setSlip] = useState<DocumentView | "missing" | null>(null);

  useEffect(() => {
    let gone = false;
    const readOutcome = (): void => {
      ask("print.list", { applicationId }).then(
        (jobs) => {
          const job = jobs.find((one) => one.kind === "slip");
          if (!gone && job !== undefined) setOutcome(job.outcome);
        },
        () => {
          if (!gone) setOutcome("unconfirmed");
        },
      );
    };
    readOutcome();
    ask("document.preview", { source: { applicationId }, kind: "slip", utility: null }).then(
      (view) => {
        if (!gone) setSlip(view);
      },
      () => {
        if (!gone) setSlip("missing");
      },
    );
    const stop = onNews((news) => {
      if (news.kind === "print.changed" && news.applicationId === applicationId) readOutcome();
    }, readOutcome);
    return () => {
      gone = true;
      stop();
    };
  }, [applicationId]);

  return (
    <section className="kiosk-slip">
      <output className={`kiosk-slip-state kiosk-slip-${outcome}`}>{t(WORDS[outcome])}</output>
      {slip === "missing" && <p className="kiosk-doubt">{t("kiosk.slipMissing")}</p>}
      {/* A data address, because the browser may write large blobs to its own folder. */}
      {slip !== null && slip !== "missing" && (
        <img className="kiosk-slip-image" src={`data:${slip.mime};base64,${slip.base64}`} alt={t("kiosk.slipAlt")} />
      )}
      {slip !== null && slip !== "missing" && slip.unprintable.length > 0 && (
        <UnprintableNote unprintable={slip.unprintable} />
      )}
    </section>
  );
}
