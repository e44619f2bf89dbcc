import { Button } from "antd";
import { useRef, useState, type FormEvent } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { LanguageSwitch } from "#renderer/ui/LanguageSwitch.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useSessionStore } from "./session-store.ts";
import css from "./SignIn.module.css";

/** The first screen: operators as large buttons, then the PIN. */
export function SignIn({ session }: { session: SessionView }) {
  const t = useText();
  const pick = usePick();
  const { signIn, startKiosk, busy, problem } = useSessionStore();
  const [chosen, setChosen] = useState(session.operators[0]?.id ?? "");
  const [pin, setPin] = useState("");
  const pinField = useRef<HTMLInputElement>(null);

  const enter = (event: FormEvent): void => {
    event.preventDefault();
    if (pin !== "" && !busy) void signIn(chosen, pin);
  };

  return (
    <div className={css.signIn} data-testid="sign-in">
      <header className={css.bar}>
        <span className={css.name}>{t("app.name")}</span>
        <LanguageSwitch />
      </header>
      <main className={css.card}>
        <h1>{pick(session.hall.name)}</h1>
        <p className={css.station}>{session.station.name}</p>
        <h2 id="operators-title">{t("signIn.title")}</h2>
        <form onSubmit={enter}>
          <fieldset className={css.operators} aria-labelledby="operators-title">
            {session.operators.map((operator) => (
              <button
                key={operator.id}
                type="button"
                className={css.operator}
                aria-pressed={operator.id === chosen}
                onClick={() => {
                  setChosen(operator.id);
                  pinField.current?.focus();
                }}
              >
                <span className={css.operatorName}>{operator.name}</span>
                <span>
                  {t(`role.${operator.role}`)} · {operator.organisation}
                </span>
                {operator.demoPin !== null && (
                  <span className={`${css.operatorPin} number`}>{t("signIn.demoPin", { pin: operator.demoPin })}</span>
                )}
              </button>
            ))}
          </fieldset>
          <div className={css.pin}>
            <label htmlFor="pin">{t("signIn.pin")}</label>
            <input
              id="pin"
              ref={pinField}
              className="input"
              type="password"
              autoComplete="off"
              inputMode="numeric"
              maxLength={40}
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={pin === "" || busy}>
              {t("signIn.enter")}
            </Button>
          </div>
        </form>
        {problem !== null && <ProblemNote problem={problem} />}
        <div className={css.kiosk} data-testid="sign-in-kiosk">
          <Button onClick={() => void startKiosk()} disabled={busy}>
            {t("signIn.startKiosk")}
          </Button>
          <span>{t("signIn.kioskNote")}</span>
        </div>
      </main>
    </div>
  );
}
