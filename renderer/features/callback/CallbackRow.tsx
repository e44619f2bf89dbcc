import { Button } from "antd";
import type { CallbackLine } from "#shared/contract/callback-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { CallbackAttempts } from "./CallbackAttempts.tsx";
import { CallbackDateForm } from "./CallbackDateForm.tsx";
import { CallbackForm } from "./CallbackForm.tsx";
import type { CallbackDesk } from "./use-callbacks.ts";

/** Which form of which callback is open. */
export type OpenForm = { id: string; form: "record" | "date" } | null;
type Props = {
  line: CallbackLine;
  desk: CallbackDesk;
  open: OpenForm;
  setOpen: (open: OpenForm) => void;
  onOpen: ((applicationId: string) => void) | null;
};

/** One callback: whom to call about which application, by when, what was tried, and what can be recorded now. */
export function CallbackRow({ line, desk, open, setOpen, onOpen }: Props) {
  const t = useText();
  const pick = usePick();
  const form = open?.id === line.id ? open.form : null;
  const about = { number: line.acceptanceNumber };
  const leave = (): void => setOpen(null);
  return (
    <li className={`callback-row callback-${line.standing}`}>
      <p>
        {onOpen !== null && (
          <>
            <span className="number">{line.acceptanceNumber}</span> {line.applicant} ·{" "}
          </>
        )}
        {pick(line.label)} <span className="case-soft">{line.clause}</span> ·{" "}
        <strong className={`callback-standing callback-is-${line.standing}`}>
          {t(`callback.standing.${line.standing}`)}
        </strong>
        {line.dueOn !== null && line.mayRecord && (
          <span className="number"> · {t("callback.due", { date: line.dueOn })}</span>
        )}
        {line.latestOn !== null && <span className="number"> · {t("callback.latest", { date: line.latestOn })}</span>}
      </p>
      <p className="callback-whom">
        {t("callback.whom", { name: line.contact, phone: line.phone })} ·{" "}
        {t("callback.duty", { name: line.dutyHolder.name })}
      </p>
      <CallbackAttempts line={line} />
      {form === null && (line.mayRecord || onOpen !== null) && (
        <div className="callback-buttons">
          {line.mayRecord && (
            <>
              <Button
                type="primary"
                aria-label={`${t("callback.record")} ${line.acceptanceNumber}`}
                onClick={() => setOpen({ id: line.id, form: "record" })}
              >
                {t("callback.record")}
              </Button>
              <Button
                aria-label={`${t(line.dueOn === null ? "callback.date" : "callback.redate")} ${line.acceptanceNumber}`}
                onClick={() => setOpen({ id: line.id, form: "date" })}
              >
                {t(line.dueOn === null ? "callback.date" : "callback.redate")}
              </Button>
            </>
          )}
          {onOpen !== null && (
            <Button aria-label={t("callback.open", about)} onClick={() => onOpen(line.applicationId)}>
              {t("callback.openShort")}
            </Button>
          )}
        </div>
      )}
      {form === "record" && <CallbackForm line={line} desk={desk} onLeave={leave} />}
      {form === "date" && <CallbackDateForm line={line} desk={desk} onLeave={leave} />}
    </li>
  );
}
