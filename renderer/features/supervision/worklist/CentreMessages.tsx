import { Button } from "antd";
import type { CentreMessageLine } from "#shared/contract/worklist.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import css from "./worklist.module.css";

/** The centre's messages that need attention; the number opens the case, the button marks it as seen. */
export function CentreMessageList({
  messages,
  onOpen,
  onSeen,
}: {
  messages: CentreMessageLine[];
  onOpen: (applicationId: string) => void;
  onSeen: (message: CentreMessageLine) => void;
}) {
  const t = useText();
  const pick = usePick();
  if (messages.length === 0) return null;
  return (
    <section
      className={`${css.warnings} ${css.message}`}
      data-testid="worklist-message"
      aria-labelledby="worklist-messages"
    >
      <h2 id="worklist-messages" className="work-heading">
        {t("case.fromCentre")} {messages.length}
      </h2>
      <ul>
        {messages.map((line) => (
          <li key={line.id} className={css.warning} data-testid="worklist-warning">
            <button type="button" className={`${css.link} number`} onClick={() => onOpen(line.applicationId)}>
              {line.acceptanceNumber}
            </button>
            <span>
              <strong>{pick(line.label)}</strong> · {line.applicant} · {line.parts.slice(0, 2).map(pick).join(" · ")}
              {line.parts.length > 0 && " · "}
              {t("worklist.duty", { name: line.dutyHolder })} · {momentText(line.at)}
            </span>
            <Button
              size="small"
              aria-label={t("warning.acknowledgeOf", { number: line.acceptanceNumber, label: pick(line.label) })}
              onClick={() => onSeen(line)}
            >
              {t("warning.acknowledge")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
