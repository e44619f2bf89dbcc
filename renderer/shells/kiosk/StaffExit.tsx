import { useEffect, useState } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { NumberEntry } from "#renderer/features/kiosk/NumberEntry.tsx";
import { useScreenTitle } from "#renderer/features/kiosk/StepFooter.tsx";
import kioskCss from "#renderer/features/kiosk/kiosk.module.css";
import kioskShellCss from "./kiosk-shell.module.css";

/** Leaves the kiosk with an operator and a PIN; the host decides and records who came. */
export function StaffExit({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const t = useText();
  const { signIn, busy, problem, clearProblem } = useSessionStore();
  const [operator, setOperator] = useState(session.operators[0]?.id ?? "");
  const [pin, setPin] = useState("");
  const title = useScreenTitle();
  useEffect(() => clearProblem, [clearProblem]);
  const enter = async (): Promise<void> => {
    if (pin === "" || busy) return;
    await signIn(operator, pin);
    setPin("");
  };
  return (
    <form
      className={kioskCss.main}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <main className={`${kioskCss.scroll} ${kioskShellCss.staff}`} data-testid="kiosk-scroll">
        <h1 ref={title} tabIndex={-1}>
          {t("kiosk.staffTitle")}
        </h1>
        <fieldset className={kioskShellCss.operators} aria-label={t("kiosk.staffWho")}>
          {session.operators.map((one) => (
            <button
              key={one.id}
              type="button"
              className={kioskCss.button}
              data-testid="kiosk-button"
              aria-pressed={one.id === operator}
              onClick={() => setOperator(one.id)}
            >
              {one.name} · {t(`role.${one.role}`)}
              {one.demoPin !== null && (
                <span className={kioskCss.soft}> {t("signIn.demoPin", { pin: one.demoPin })}</span>
              )}
            </button>
          ))}
        </fieldset>
        <h2>
          <label htmlFor="staff-pin">{t("kiosk.staffPin")}</label>
        </h2>
        <NumberEntry
          id="staff-pin"
          path="staff.pin"
          secret
          value={pin}
          onChange={setPin}
          extra={null}
          invalid={problem !== null}
          describedBy="staff-problem"
          required
        />
        <div id="staff-problem">{problem !== null && <ProblemNote problem={problem} />}</div>
      </main>
      <footer className={kioskCss.footer} data-testid="kiosk-footer">
        <button type="button" className={kioskCss.button} data-testid="kiosk-button" onClick={onClose}>
          {t("kiosk.staffClose")}
        </button>
        <button
          type="submit"
          className={`${kioskCss.button} ${kioskCss.primary}`}
          data-testid="kiosk-primary"
          disabled={pin === "" || busy}
        >
          {t("kiosk.staffEnter")}
        </button>
      </footer>
    </form>
  );
}
