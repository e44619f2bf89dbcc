import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import { useText } from "#renderer/lib/text.ts";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import type { PrintJobs } from "./use-print-jobs.ts";
import css from "./print.module.css";

/** Asks what only a person can see: whether paper came out, and from which page to go on. */
export function PrintAnswer({ name, job, prints }: { name: string; job: PrintJobLine; prints: PrintJobs }) {
  const t = useText();
  const { confirm, resume, busy } = prints;
  const pages = job.pages ?? 1;
  const [from, setFrom] = useState(Math.min((job.pagesOut ?? 1) + 1, pages));
  const question = t("print.cameQuestion");
  const page = Math.max(2, from);
  return (
    <span className={css.asked}>
      {question}
      <Button
        size="small"
        disabled={busy}
        aria-label={`${name}: ${question} ${t("print.came")}`}
        onClick={() => void confirm(job.id, true)}
      >
        {t("print.came")}
      </Button>
      <Button
        size="small"
        disabled={busy}
        aria-label={`${name}: ${question} ${t("print.didNotCome")}`}
        onClick={() => void confirm(job.id, false)}
      >
        {t("print.didNotCome")}
      </Button>
      {job.outcome === "unconfirmed" && pages > 1 && (
        <>
          <select
            className={`select ${css.from}`}
            aria-label={`${name}: ${t("print.resumeFrom")}`}
            value={page}
            onChange={(event) => setFrom(Number(event.target.value))}
          >
            {Array.from({ length: pages - 1 }, (_, i) => i + 2).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
          <Button size="small" disabled={busy} onClick={() => void resume(job.id, page)}>
            {t("print.resume", { n: page })}
          </Button>
        </>
      )}
    </span>
  );
}

type Props = {
  /** The document's name, for screen readers. */ name: string;
  label: string;
  needed: string | null;
  confirm: string;
  onAnswer: (why: string) => void;
  onLeave: () => void;
};

/** Asks for the reason of a reprint or cancellation; `needed` is shown if it is required and blank. */
export function PrintAsk({ name, label, needed, confirm, onAnswer: onSay, onLeave }: Props) {
  const t = useText();
  const id = useId();
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const form = useFormKeys(true, onLeave);
  const problem = tried && needed !== null && why.trim() === "" ? needed : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (needed === null || why.trim() !== "") onSay(why.trim());
  };
  return (
    <form
      ref={form}
      className={css.ask}
      data-testid="print-ask"
      aria-label={`${name}: ${label}`}
      noValidate
      onSubmit={send}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        maxLength={200}
        autoComplete="off"
        value={why}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-m`}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button type="primary" htmlType="submit">
        {confirm}
      </Button>
      <Button onClick={onLeave}>{t("print.leave")}</Button>
      <span id={`${id}-m`} className="field-problem" aria-live="polite">
        {problem !== null && `✕ ${problem}`}
      </span>
    </form>
  );
}
