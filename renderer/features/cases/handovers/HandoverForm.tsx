import { Button } from "antd";
import { useState, type FormEvent } from "react";
import { ask } from "#renderer/host/host.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { useHandoverAct } from "./use-handovers.ts";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import css from "./handover.module.css";

type Props = { applicationId: string; version: number; holder: { operatorId: string; name: string } };

/** Offers the case to a colleague (移交); for its case owner and for a supervisor. */
export function HandoverForm({ applicationId, version, holder }: Props) {
  const t = useText();
  const session = useSessionStore((state) => state.session);
  const { busy, problem, run, clear } = useHandoverAct();
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const [given, setGiven] = useState<string | null>(null);
  const form = useFormKeys(isOpen, () => setOpen(false));
  const mayOffer = session !== null && (session.role === "supervisor" || session.operator?.id === holder.operatorId);
  if (!mayOffer) return null;
  const colleagues = session.operators.filter((operator) => operator.id !== holder.operatorId);
  const openForm = (): void => {
    clear();
    setGiven(null);
    setOpen(true);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const offer = { applicationId, shownVersion: version, toOperatorId: to, note };
    const kept = to !== "" && (await run(() => ask("handover.offer", offer)));
    if (!kept) return;
    setGiven(colleagues.find((operator) => operator.id === to)?.name ?? to);
    setOpen(false);
    setNote("");
  };
  return (
    <section className={`card ${css.handover}`} data-testid="handover" aria-labelledby="handover-form">
      <h2 id="handover-form" className="card-title">
        {t("handover.title")}
      </h2>
      <p className={css.given} aria-live="polite">
        {given !== null && `✓ ${t("handover.given", { name: given, holder: holder.name })}`}
      </p>
      {!isOpen && (
        <Button aria-expanded={false} onClick={openForm}>
          {t("handover.open")}
        </Button>
      )}
      {isOpen && (
        <form ref={form} className={css.form} aria-label={t("handover.title")} onSubmit={(event) => void submit(event)}>
          {problem !== null && <ProblemNote problem={problem} />}
          <label htmlFor="handover-to">{t("handover.to")}</label>
          <select
            id="handover-to"
            className="input"
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
          >
            <option value="">{t("handover.choose")}</option>
            {colleagues.map((operator) => (
              <option key={operator.id} value={operator.id}>
                {operator.name} · {operator.organisation}
              </option>
            ))}
          </select>
          <label htmlFor="handover-note">{t("handover.note")}</label>
          <input
            id="handover-note"
            className="input"
            autoComplete="off"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className={css.buttons}>
            <Button type="primary" htmlType="submit" disabled={busy}>
              {t("handover.offer")}
            </Button>
            <Button onClick={() => setOpen(false)}>{t("common.cancel")}</Button>
          </div>
        </form>
      )}
    </section>
  );
}
