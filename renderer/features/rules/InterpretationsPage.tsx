import { Button } from "antd";
import { useState } from "react";
import type { AmbiguityLine } from "#shared/contract/rules.ts";
import { ask } from "#renderer/host/host.ts";
import { keepAnswer, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import css from "./InterpretationsPage.module.css";

/** Records an interpretation; true when the host has stored it. */
type RecordIt = (line: AmbiguityLine, interpretation: string, note: string) => Promise<boolean>;

/** One open question: its clause, all interpretations, and the form that records one with its reason. */
function InterpretationCard({ line, busy, record }: { line: AmbiguityLine; busy: boolean; record: RecordIt }) {
  const t = useText();
  const pick = usePick();
  const [chosen, setChosen] = useState(line.inForce);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState("");
  const wanting = tried && note.trim() === "";
  const keep = async (): Promise<void> => {
    setTried(true);
    if (note.trim() === "") return;
    const kept = await record(line, chosen, note.trim());
    if (!kept) return;
    const interpretation = line.interpretations.find((one) => one.id === chosen);
    setSaid(t("interpretation.recorded", { text: interpretation === undefined ? chosen : pick(interpretation.text) }));
    setNote("");
    setTried(false);
  };
  return (
    <section
      className={`side-card ${css.interpretation}`}
      data-testid="interpretation"
      aria-labelledby={`interpretation-${line.id}`}
    >
      <h2 id={`interpretation-${line.id}`} className="card-title">
        {pick(line.question)} <span className={css.id}>{line.id}</span>
      </h2>
      <p className="quote-line">
        {t("interpretation.quote")} <q lang="zh-CN">{line.quote}</q> {line.clause}
      </p>
      <fieldset className={css.choices} aria-labelledby={`interpretation-${line.id}`}>
        {line.interpretations.map((interpretation) => (
          <label key={interpretation.id} className={css.choice} data-testid="interpretation-choice">
            <input
              type="radio"
              name={`interpretation-${line.id}`}
              checked={chosen === interpretation.id}
              onChange={() => setChosen(interpretation.id)}
            />
            <span>{pick(interpretation.text)}</span>
            {interpretation.id === line.inForce && (
              <span className={`${css.mark} ${css.markForce}`}>✓ {t("interpretation.inForce")}</span>
            )}
            {interpretation.id === line.default && <span className={css.mark}>{t("interpretation.default")}</span>}
          </label>
        ))}
      </fieldset>
      <p className="soft-line">
        {line.recordedAt === null
          ? t("interpretation.byDefault")
          : t("interpretation.recordedBy", { name: line.recordedBy ?? "", time: momentText(line.recordedAt) })}
      </p>
      <div className={css.record}>
        <label htmlFor={`note-${line.id}`}>{t("interpretation.note")}</label>
        <textarea
          id={`note-${line.id}`}
          className="textarea"
          rows={2}
          autoComplete="off"
          value={note}
          aria-invalid={wanting}
          aria-describedby={`note-${line.id}-m`}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button disabled={busy} onClick={() => void keep()}>
          {t(busy ? "interpretation.recording" : "interpretation.record")}
        </Button>
      </div>
      <p id={`note-${line.id}-m`} className={wanting ? "field-problem" : "text-good"} aria-live="polite">
        {wanting ? `✕ ${t("interpretation.noteNeeded")}` : said}
      </p>
    </section>
  );
}

/** Every question that the rules leave open, with its interpretations and the one in effect. */
export function InterpretationsPage({ profileId }: { profileId: string }) {
  const t = useText();
  const read = useCall("interpretation.list", { profileId });
  const { busy, problem, run } = useAct();
  const record: RecordIt = (line, interpretation, note) =>
    run(async () => {
      const about = { profileId: line.profileId, ambiguity: line.id, interpretation, note };
      keepAnswer("interpretation.list", { profileId }, await ask("interpretation.record", about));
    });
  const lines = read.data;
  return (
    <main className="page page-narrow" data-testid="page">
      <h1 className="page-title">{t("interpretation.title")}</h1>
      <p className="soft-line">{t("interpretation.intro")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={read} />
      {lines === null && read.problem === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
      {lines?.length === 0 && (
        <p className="empty-list" data-testid="empty-list">
          {t("interpretation.none")}
        </p>
      )}
      {lines?.map((line) => (
        <InterpretationCard key={line.id} line={line} busy={busy} record={record} />
      ))}
    </main>
  );
}
