import { Button } from "antd";
import { useState } from "react";
import type { HandoverLine } from "#shared/contract/handover-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { useHandoverStore } from "./handover-store.ts";
import { useFormKeys } from "./use-form-keys.ts";

type Props = {
  line: HandoverLine;
  side: "incoming" | "outgoing" | "others";
  isClosing: boolean;
  onClosing: (id: string | null) => void;
};

/** One offer: whose application, from whom to whom, until when; accepted, declined with a reason, or taken back. */
export function HandoverRow({ line, side, isClosing, onClosing }: Props) {
  const t = useText();
  const pick = usePick();
  const { busy, accept, decline } = useHandoverStore();
  const [why, setWhy] = useState("");
  const form = useFormKeys(isClosing, () => onClosing(null));
  const close = side === "incoming" ? "handover.decline" : "handover.withdraw";
  const about = { number: line.acceptanceNumber };
  return (
    <li className={`handover-row handover-${line.state}`}>
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
        <div className="handover-buttons">
          {side === "incoming" && (
            <Button
              type="primary"
              disabled={busy}
              aria-label={t("handover.acceptOf", about)}
              onClick={() => void accept(line.id)}
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
          className="handover-buttons"
          onSubmit={(event) => {
            event.preventDefault();
            void decline(line.id, why).then(() => onClosing(null));
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
