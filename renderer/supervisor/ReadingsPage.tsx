import { useEffect } from "react";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { ReadingCard } from "./ReadingCard.tsx";
import { useReadingsStore } from "./readings-store.ts";

/** Every question that the paper leaves open, with its readings and the one in force. */
export function ReadingsPage({ profileId }: { profileId: string }) {
  const t = useText();
  const { lines, problem, read } = useReadingsStore();
  useEffect(() => void read(profileId), [profileId, read]);
  return (
    <main className="supervisor-main supervisor-narrow">
      <h1 className="supervisor-title">{t("reading.title")}</h1>
      <p className="day-soft">{t("reading.intro")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      {lines === null && problem === null && <p className="day-empty">{t("common.loading")}</p>}
      {lines?.length === 0 && <p className="day-empty">{t("reading.none")}</p>}
      {lines?.map((line) => (
        <ReadingCard key={line.id} line={line} />
      ))}
    </main>
  );
}
