import { Button } from "antd";
import { useState } from "react";
import type { HandoverLine } from "#shared/contract/handover.ts";
import { ask } from "#renderer/host/host.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import { useHandoverAct, useHandovers } from "./use-handovers.ts";
import css from "./handover.module.css";

type Props = {
  line: HandoverLine;
  acting: ReturnType<typeof useHandoverAct>;
  side: "incoming" | "outgoing" | "others";
  isClosing: boolean;
  onClosing: (id: string | null) => void;
};

/** One offer: application, from whom, to whom, until when, and the answers to it. */
function HandoverRow({ line, acting: { busy, run }, side, isClosing, onClosing }: Props) {
  const t = useText();
  const pick = usePick();
  const [why, setWhy] = useState("");
  const form = useFormKeys(isClosing, () => onClosing(null));
  const close = side === "incoming" ? "handover.decline" : "handover.withdraw";
  const about = { number: line.acceptanceNumber };
  return (
    <li className={`${css.row} ${css[`is-${line.state}`]}`} data-testid="handover-row">
      <p>
        <span className="number">{line.acceptanceNumber}</span> {line.applicant} ·{" "}
        {t("handover.fromTo", { from: line.from.name, to: line.to.name })} ·{" "}
        <strong>{t(`handover.state.${line.state}`)}</strong>
        {line.state === "offered" && <span> · {t("handover.until", { time: momentText(line.dueAt) })}</span>}
      </p>
      {line.dueNote !== null && <p>{pick(line.dueNote)}</p>}
      {line.note !== "" && <p>{t("handover.said", { note: line.note })}</p>}
      {line.answer !== null && line.answer !== "" && <p>{t("handover.answered", { note: line.answer })}</p>}
      {line.state === "offered" && !isClosing && (
        <div className={css.buttons}>
          {side === "incoming" && (
            <Button
              type="primary"
              disabled={busy}
              aria-label={t("handover.acceptOf", about)}
              onClick={() => void run(() => ask("handover.accept", { id: line.id }))}
            >
              {t("handover.accept")}
            </Button>
          )}
          <Button
            disabled={busy}
            aria-label={`${t(close)} ${line.acceptanceNumber}`}
            onClick={() => onClosing(line.id)}
          >
            {t(close)}
          </Button>
        </div>
      )}
      {line.state === "offered" && isClosing && (
        <form
          ref={form}
          className={css.buttons}
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => ask("handover.decline", { id: line.id, note: why })).then(() => onClosing(null));
          }}
        >
          <input
            className="input"
            maxLength={500}
            aria-label={t("handover.why")}
            placeholder={t("handover.why")}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button htmlType="submit" disabled={busy}>
            {t(close)}
          </Button>
          <Button onClick={() => onClosing(null)}>{t("common.cancel")}</Button>
        </form>
      )}
    </li>
  );
}

/** The offers: first those that wait for me, then mine and their answers, then the others a supervisor sees. */
export function HandoverList() {
  const t = useText();
  const list = useHandovers();
  const acting = useHandoverAct();
  const [closing, setClosing] = useState<string | null>(null);
  const view = list.data;
  const { problem } = acting;
  if (view === null) return <ReadNote read={list} />;
  const groups: ["incoming" | "outgoing" | "others", HandoverLine[]][] = [
    ["incoming", view.incoming],
    ["outgoing", view.outgoing],
    ["others", view.others],
  ];
  const filled = groups.filter(([, lines]) => lines.length > 0);
  if (filled.length === 0 && problem === null && list.problem === null) return null;
  return (
    <div className={css.handovers}>
      <h2 className="work-heading">{t("handover.title")}</h2>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={list} />
      {filled.map(([side, lines]) => (
        <div key={side}>
          <h3 className={css.side}>
            {t(`handover.${side}`)} {lines.length}
          </h3>
          <ul>
            {lines.map((line) => (
              <HandoverRow
                key={line.id}
                line={line}
                acting={acting}
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
