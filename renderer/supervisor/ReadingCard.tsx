import { Button } from "antd";
import { useState } from "react";
import type { AmbiguityLine } from "#shared/contract/calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { useReadingsStore } from "./readings-store.ts";

/** One open question: the words of the paper, all readings, and the recording of one with its reason. */
export function ReadingCard({ line }: { line: AmbiguityLine }) {
  const t = useText();
  const pick = usePick();
  const record = useReadingsStore((state) => state.record);
  const [chosen, setChosen] = useState(line.inForce);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const wanting = tried && note.trim() === "";
  const keep = async (): Promise<void> => {
    setTried(true);
    if (note.trim() === "") return;
    setBusy(true);
    const kept = await record(line, chosen, note.trim());
    setBusy(false);
    if (!kept) return;
    const reading = line.readings.find((one) => one.id === chosen);
    setSaid(t("reading.recorded", { text: reading === undefined ? chosen : pick(reading.text) }));
    setNote("");
    setTried(false);
  };
  return (
    <section className="side-card reading" aria-labelledby={`reading-${line.id}`}>
      <h2 id={`reading-${line.id}`} className="card-title">
        {pick(line.question)} <span className="reading-id">{line.id}</span>
      </h2>
      <p className="reading-quote">
        {t("reading.quote")} <q lang="zh-CN">{line.quote}</q> {line.clause}
      </p>
      <fieldset className="reading-choices" aria-labelledby={`reading-${line.id}`}>
        {line.readings.map((reading) => (
          <label key={reading.id} className="reading-choice">
            <input
              type="radio"
              name={`reading-${line.id}`}
              checked={chosen === reading.id}
              onChange={() => setChosen(reading.id)}
            />
            <span>{pick(reading.text)}</span>
            {reading.id === line.inForce && (
              <span className="reading-mark reading-mark-force">✓ {t("reading.inForce")}</span>
            )}
            {reading.id === line.default && <span className="reading-mark">{t("reading.default")}</span>}
          </label>
        ))}
      </fieldset>
      <p className="day-soft">
        {line.recordedAt === null
          ? t("reading.byDefault")
          : t("reading.recordedBy", { name: line.recordedBy ?? "", time: momentText(line.recordedAt) })}
      </p>
      <div className="reading-record">
        <label htmlFor={`note-${line.id}`}>{t("reading.note")}</label>
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
          {t(busy ? "reading.recording" : "reading.record")}
        </Button>
      </div>
      <p id={`note-${line.id}-m`} className={wanting ? "field-problem" : "day-synced"} aria-live="polite">
        {wanting ? `✕ ${t("reading.noteNeeded")}` : said}
      </p>
    </section>
  );
}
