import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import { useText } from "#renderer/strings/text.ts";
import { useFormKeys } from "#renderer/features/handover/use-form-keys.ts";

type Props = {
  /** Whose paper it is about, for whoever hears the page. */ name: string;
  label: string;
  needed: string | null;
  confirm: string;
  onSay: (why: string) => void;
  onLeave: () => void;
};

/** Asks for the reason of a reprint or a cancellation; `needed` is said where it was left blank and must not be. Enter sends, Esc leaves. */
export function PrintAsk({ name, label, needed, confirm, onSay, onLeave }: Props) {
  const t = useText();
  const id = useId();
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const form = useFormKeys(true, onLeave);
  const problem = tried && needed !== null && why.trim() === "" ? needed : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (needed === null || why.trim() !== "") onSay(why.trim());
  };
  return (
    <form ref={form} className="print-ask" aria-label={`${name}: ${label}`} noValidate onSubmit={send}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        maxLength={200}
        autoComplete="off"
        value={why}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-m`}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button type="primary" htmlType="submit">
        {confirm}
      </Button>
      <Button onClick={onLeave}>{t("print.leave")}</Button>
      <span id={`${id}-m`} className="field-problem" aria-live="polite">
        {problem !== null && `✕ ${problem}`}
      </span>
    </form>
  );
}
