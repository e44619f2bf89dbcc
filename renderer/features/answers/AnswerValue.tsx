import { useState, type KeyboardEvent } from "react";
import type { Field } from "#shared/form.ts";
import { isMasked, maskPersonal } from "#shared/mask-personal.ts";
import { useText } from "#renderer/strings/text.ts";
import "./answers.css";

/** One answer; a phone or identity number is masked and shows itself only while the button is held. */
export function AnswerValue({ field, text }: { field: Field; text: string }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  if (!isMasked(field.personal)) return <span className="answer-text">{text}</span>;
  const byKey = (down: boolean) => (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    setHeld(down);
  };
  const hide = (): void => setHeld(false);
  return (
    <span className="answer-masked">
      <span className="answer-text number">{held ? text : maskPersonal(text, field.personal)}</span>
      <button
        type="button"
        className="answer-hold"
        aria-pressed={held}
        onPointerDown={() => setHeld(true)}
        onPointerUp={hide}
        onPointerLeave={hide}
        onPointerCancel={hide}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={byKey(true)}
        onKeyUp={byKey(false)}
        onBlur={hide}
      >
        {t("answers.hold")}
      </button>
    </span>
  );
}
