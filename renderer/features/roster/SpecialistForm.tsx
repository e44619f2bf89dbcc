import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { RosterView } from "#shared/contract/roster.ts";
import { DUTY_TITLES, SPECIALIST_DUTIES, type SpecialistDuty } from "#shared/profile/roster.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import { SpanFields } from "./SpanFields.tsx";
import { UtilitySelect } from "./UtilitySelect.tsx";
import type { RosterActing } from "./use-roster-act.ts";
import css from "./roster.module.css";

type Props = { profileId: string; roster: RosterView; acting: RosterActing };
const NOBODY = { name: "", phone: "", organisation: "" };

/** Adds a utility's specialist or stand-in: an operator, or a person of the utility by name. */
export function SpecialistForm({ profileId, roster, acting: { busy, change } }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const [utility, setUtility] = useState(roster.utilities[0]?.id ?? "");
  const [duty, setDuty] = useState<SpecialistDuty>("specialist");
  const [operatorId, setOperator] = useState("");
  const [person, setPerson] = useState(NOBODY);
  const [from, setFrom] = useState(roster.today);
  const [to, setTo] = useState("");
  const [tried, setTried] = useState(false);
  const wanting = (text: string): string | null => (tried && text.trim() === "" ? t("suspension.fill") : null);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (from.trim() === "" || (operatorId === "" && (person.name.trim() === "" || person.organisation.trim() === "")))
      return;
    const who =
      operatorId === "" ? { ...person, phone: person.phone.trim() === "" ? null : person.phone } : { operatorId };
    if (
      !(await change("roster.appoint", {
        profileId,
        utility,
        duty,
        person: who,
        startsOn: from,
        endsOn: to.trim() === "" ? null : to,
      }))
    )
      return;
    setPerson(NOBODY);
    setOperator("");
    setTo("");
    setTried(false);
  };
  const words = (name: keyof typeof NOBODY, label: string, required: boolean) => (
    <FieldBox
      label={label}
      htmlFor={`${id}-${name}`}
      messageId={`${id}-${name}-m`}
      required={required}
      problem={required ? wanting(person[name]) : null}
      warning={null}
    >
      <input
        id={`${id}-${name}`}
        className="input"
        maxLength={name === "phone" ? 40 : 200}
        autoComplete="off"
        value={person[name]}
        aria-invalid={required && wanting(person[name]) !== null}
        aria-describedby={`${id}-${name}-m`}
        onChange={(event) => setPerson({ ...person, [name]: event.target.value })}
      />
    </FieldBox>
  );
  return (
    <form
      className={`side-card ${css.form}`}
      data-testid="roster-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => void keep(event)}
    >
      <h3 id={`${id}-title`} className="card-title">
        {t("roster.appoint")}
      </h3>
      <UtilitySelect id={id} utilities={roster.utilities} value={utility} onChange={setUtility} />
      <FieldBox
        label={t("roster.duty")}
        htmlFor={null}
        messageId={`${id}-duty-m`}
        required
        problem={null}
        warning={null}
      >
        <Pills
          name={`${id}-duty`}
          path="roster.duty"
          clearable={false}
          options={SPECIALIST_DUTIES.map((one) => ({ id: one, label: pick(DUTY_TITLES[one]) }))}
          value={duty}
          onChange={(value) => setDuty(SPECIALIST_DUTIES.find((one) => one === value) ?? duty)}
        />
      </FieldBox>
      <FieldBox
        label={t("roster.person")}
        htmlFor={`${id}-person`}
        messageId={`${id}-person-m`}
        required
        problem={null}
        warning={null}
      >
        <select
          id={`${id}-person`}
          className="select"
          value={operatorId}
          onChange={(event) => setOperator(event.target.value)}
        >
          <option value="">{t("roster.outside")}</option>
          {roster.operators.map((operator) => (
            <option key={operator.id} value={operator.id}>{`${operator.name} ${operator.organisation}`}</option>
          ))}
        </select>
      </FieldBox>
      {operatorId === "" && (
        <>
          {words("name", t("roster.name"), true)}
          {words("phone", t("roster.phone"), false)}
          {words("organisation", t("roster.organisation"), true)}
        </>
      )}
      <SpanFields
        id={id}
        path="roster.appoint"
        from={from}
        to={to}
        setFrom={setFrom}
        setTo={setTo}
        problemAt={(path) => (path === "startsOn" ? wanting(from) : null)}
      />
      <Button type="primary" htmlType="submit" disabled={busy}>
        {t("roster.keep")}
      </Button>
    </form>
  );
}
