import { useEffect, useState } from "react";
import type { HandoverLine } from "#shared/contract/handover-calls.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { HandoverRow } from "./HandoverRow.tsx";
import { followHandovers, useHandoverStore } from "./handover-store.ts";
import "./handover.css";

/** The offers on the desk: first what waits for me, then what I gave and how it was answered, then what a supervisor sees beside. */
export function HandoverList() {
  const t = useText();
  const { view, problem, read } = useHandoverStore();
  const [closing, setClosing] = useState<string | null>(null);
  useEffect(followHandovers, []);
  if (view === null) return problem === null ? null : <ProblemNote problem={problem} onRetry={() => void read()} />;
  const groups: ["incoming" | "outgoing" | "others", HandoverLine[]][] = [
    ["incoming", view.incoming],
    ["outgoing", view.outgoing],
    ["others", view.others],
  ];
  const filled = groups.filter(([, lines]) => lines.length > 0);
  if (filled.length === 0 && problem === null) return null;
  return (
    <div className="handovers">
      <h2 className="desk-heading">{t("handover.title")}</h2>
      {problem !== null && <ProblemNote problem={problem} />}
      {filled.map(([side, lines]) => (
        <div key={side}>
          <h3 className="handover-side">
            {t(`handover.${side}`)} {lines.length}
          </h3>
          <ul>
            {lines.map((line) => (
              <HandoverRow
                key={line.id}
                line={line}
                side={side}
                isClosing={closing === line.id}
                onClosing={setClosing}
              />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
