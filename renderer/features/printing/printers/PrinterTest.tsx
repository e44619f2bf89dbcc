import { Button } from "antd";
import { create } from "zustand";
import type { PrinterLine } from "#shared/contract/printers.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import css from "./printer.module.css";

type TestState = {
  problem: Problem | null;
  busy: boolean;
  start: (printerId: string) => Promise<void>;
  answer: (testId: string, passed: boolean) => Promise<void>;
};

/** Test prints started and answered on this page; their outcome comes with the printers. */
export const useTestStore = create<TestState>()((set, get) => {
  const run = async (asked: () => Promise<unknown>): Promise<void> => {
    if (get().busy) return;
    set({ busy: true, problem: null });
    try {
      await asked();
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    } finally {
      set({ busy: false });
    }
  };
  return {
    problem: null,
    busy: false,
    start: (id) => run(() => ask("printer.test", { id })),
    answer: (testId, passed) => run(() => ask("printer.answerTest", { testId, passed, note: "" })),
  };
});

function lookOf(test: PrinterLine["test"]): string {
  if (test?.passed === true) return css["is-ready"] ?? "";
  const isFaulty = test?.passed === false || test?.outcome === "failed";
  return (isFaulty && css["is-stopped"]) || "";
}

/** Today's test print of one printer: print it, then confirm that it is right. */
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
    <span className={css.test}>
      <span className={lookOf(test)}>{says()}</span>
      {test?.reason != null && test.passed === null && <span className="soft-line">{pick(test.reason)}</span>}
      <span className={css.buttons}>
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
