import { Button } from "antd";
import { ask } from "#renderer/host/host.ts";
import { callKey, refresh, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import css from "./print.module.css";

const KEY = callKey("print.listHeld");

/** Names the slips of kiosk visits that ended before they were printed, to be printed or discarded; renders nothing without one. */
export function HeldSlips() {
  const t = useText();
  const { data: slips } = useCall("print.listHeld", {});
  const { busy, problem, run } = useAct(KEY);
  // A failed read shows no strip; the row of the slip on its case still offers both.
  if (slips === null || (slips.length === 0 && problem === null)) return null;
  const act = (one: () => Promise<unknown>) => (): void => void run(async () => (await one(), refresh(KEY)));
  return (
    <section className={css.heldSlips} data-testid="held-slips" aria-label={t("print.heldTitle")}>
      {slips.map(({ jobId, acceptanceNumber, at }) => (
        <span key={jobId} className={css.asked}>
          {t("print.heldSlip", { number: acceptanceNumber, time: momentText(at) })}
          <Button
            size="small"
            disabled={busy}
            aria-label={`${acceptanceNumber}: ${t("print.release")}`}
            onClick={act(() => ask("print.release", { jobId }))}
          >
            {t("print.release")}
          </Button>
          <Button
            size="small"
            disabled={busy}
            aria-label={`${acceptanceNumber}: ${t("print.heldDiscard")}`}
            onClick={act(() => ask("print.cancel", { jobId, why: t("print.heldDiscarded") }))}
          >
            {t("print.heldDiscard")}
          </Button>
        </span>
      ))}
      {problem !== null && <ProblemNote problem={problem} />}
    </section>
  );
}
