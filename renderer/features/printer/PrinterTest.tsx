import { Button } from "antd";
import type { PrinterLine } from "#shared/contract/printer-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";
import { useTestStore } from "./printer-test.ts";

/** Today's test print of one printer: print one, then say whether it is right. */
export function PrinterTest({ printer }: { printer: PrinterLine }) {
  const t = useText();
  const pick = usePick();
  const { busy, start, answer } = useTestStore();
  const { test } = printer;
  const isUnderWay = test !== null && (test.outcome === "queued" || test.outcome === "sending");
  const isAsked = test !== null && test.passed === null && !isUnderWay && test.outcome !== "failed";
  const says = (): string => {
    if (test === null) return t("printer.testNone");
    if (test.passed !== null)
      return t(test.passed ? "printer.testPassed" : "printer.testFaulty", {
        by: test.answeredBy ?? "",
        time: hourText(test.answeredAt ?? test.askedAt),
      });
    return isUnderWay || test.outcome === "failed" ? t(`print.${test.outcome}`) : t("printer.testAsk");
  };
  return (
    <span className="printer-test">
      <span
        className={
          test?.passed === true
            ? "printer-ready"
            : test?.passed === false || test?.outcome === "failed"
              ? "printer-stopped"
              : ""
        }
      >
        {says()}
      </span>
      {test?.reason != null && test.passed === null && <span className="day-soft">{pick(test.reason)}</span>}
      <span className="printer-buttons">
        {isAsked && (
          <Button
            size="small"
            disabled={busy}
            aria-label={`${printer.name}: ${t("printer.right")}`}
            onClick={() => void answer(test.id, true)}
          >
            {t("printer.right")}
          </Button>
        )}
        {isAsked && (
          <Button
            size="small"
            disabled={busy}
            aria-label={`${printer.name}: ${t("printer.wrong")}`}
            onClick={() => void answer(test.id, false)}
          >
            {t("printer.wrong")}
          </Button>
        )}
        {!isUnderWay && (
          <Button
            size="small"
            disabled={busy}
            aria-label={`${printer.name}: ${t("printer.test")}`}
            onClick={() => void start(printer.id)}
          >
            {t("printer.test")}
          </Button>
        )}
      </span>
    </span>
  );
}
