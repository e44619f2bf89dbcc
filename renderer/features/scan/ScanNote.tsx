import { Button } from "antd";
import { useEffect } from "react";
import { usePick, useText, type Text } from "../../strings/text.ts";
import { closeScan, followPage, replaceByScanned, useScanStore, type ScanOutcome } from "./scan-store.ts";
import "./scan.css";

type Words = { t: Text; pick: (value: { zh: string; en: string }) => string };

const isGood = (outcome: ScanOutcome): boolean => outcome.kind === "opened" || (outcome.kind === "filled" && outcome.differs === null && !outcome.noField) || (outcome.kind === "paper" && outcome.state === "current");

function wordsOf(outcome: ScanOutcome, { t, pick }: Words): string {
  switch (outcome.kind) {
    case "filled": {
      const scanned = t(outcome.what === "credit-code" ? "scan.creditCode" : "scan.projectCode", { code: outcome.code });
      if (outcome.noField) return `${scanned} ${t("scan.noField")}`;
      return outcome.differs === null ? scanned : `${scanned} ${t("scan.differs", { typed: outcome.differs })}`;
    }
    case "not-on-form":
      return t("scan.notOnForm");
    case "opened":
      return t("scan.opened", { number: outcome.number });
    case "paper":
      return t(outcome.state === "current" ? "scan.current" : outcome.state === "old" ? "scan.old" : "scan.otherHash", { paper: outcome.paper, version: outcome.version });
    case "not-found":
      return t("scan.notFound", { id: outcome.id });
    case "unknown":
      return `${t("scan.unknown")}: ${pick(outcome.why)}`;
  }
}

/** Says what came of the last scan. */
export function ScanNote() {
  useEffect(followPage, []);
  const t = useText();
  const pick = usePick();
  const outcome = useScanStore((state) => state.outcome);
  return (
    <output className="scan-live">
      {outcome !== null && (
        <span className={isGood(outcome) ? "scan-note" : "scan-note scan-doubt"}>
          <strong>{t("scan.title")}</strong>
          <span className="scan-words">{wordsOf(outcome, { t, pick })}</span>
          {outcome.kind === "filled" && outcome.differs !== null && (
            <Button size="small" onClick={() => replaceByScanned(outcome.what, outcome.code)}>{t("scan.replace")}</Button>
          )}
          <Button size="small" onClick={closeScan}>{t("scan.close")}</Button>
        </span>
      )}
    </output>
  );
}
