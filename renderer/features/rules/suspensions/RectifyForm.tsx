import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { SuspensionRegister } from "#shared/contract/suspension.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import type { SuspensionActing } from "./use-suspension-act.ts";
import css from "./suspension.module.css";

type Props = { profileId: string; register: SuspensionRegister; acting: SuspensionActing };

/** Confirms that a utility has corrected its fault, by the number of the document that says so. */
export function RectifyForm({ profileId, register, acting: { busy, change } }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const open = register.utilities.filter((utility) =>
    register.lines.some((line) => line.utility === utility.id && line.rectifiedOn === null),
  );
  const [chosen, setChosen] = useState("");
  const [on, setOn] = useState(register.today);
  const [document, setDocument] = useState("");
  const [tried, setTried] = useState(false);
  const utility = open.some((one) => one.id === chosen) ? chosen : (open[0]?.id ?? "");
  const wanting = (text: string): string | null => (tried && text.trim() === "" ? t("suspension.fill") : null);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (document.trim() === "" || on.trim() === "") return;
    if (!(await change("suspension.rectify", { profileId, utility, rectifiedOn: on, document }))) return;
    setDocument("");
    setTried(false);
  };
  const box = (name: string, problem: string | null) => ({
    htmlFor: `${id}-${name}`,
    messageId: `${id}-${name}-m`,
    required: true,
    problem,
    warning: null,
  });
  return (
    <form
      className={`side-card ${css.form}`}
      data-testid="suspension-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => void keep(event)}
    >
      <h2 id={`${id}-title`} className="card-title">
        {t("suspension.rectify")}
      </h2>
      {open.length === 0 && <p className="soft-line">{t("suspension.nothingOpen")}</p>}
      {open.length > 0 && (
        <>
          <p className="soft-line">
            {t(register.rule?.untilRectified === true ? "suspension.rectifyNote" : "suspension.rectifyPlain")}
          </p>
          <FieldBox {...box("utility", null)} label={t("suspension.utility")}>
            <select
              id={`${id}-utility`}
              className="select"
              value={utility}
              onChange={(event) => setChosen(event.target.value)}
            >
              {open.map((one) => (
                <option key={one.id} value={one.id}>
                  {pick(one.label)}
                </option>
              ))}
            </select>
          </FieldBox>
          <FieldBox {...box("on", wanting(on))} label={t("suspension.rectifiedOn")}>
            <DateField
              id={`${id}-on`}
              path="suspension.rectifiedOn"
              value={on}
              onChange={setOn}
              invalid={wanting(on) !== null}
              describedBy={`${id}-on-m`}
              required
            />
          </FieldBox>
          <FieldBox {...box("document", wanting(document))} label={t("suspension.document")}>
            <input
              id={`${id}-document`}
              className="input"
              maxLength={100}
              autoComplete="off"
              value={document}
              aria-describedby={`${id}-document-m`}
              aria-invalid={wanting(document) !== null}
              onChange={(event) => setDocument(event.target.value)}
            />
          </FieldBox>
          <Button htmlType="submit" disabled={busy}>
            {t("suspension.confirm")}
          </Button>
        </>
      )}
    </form>
  );
}
