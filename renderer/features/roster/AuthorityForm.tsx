import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { RosterView } from "#shared/contract/roster.ts";
import { useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { SpanFields } from "./SpanFields.tsx";
import { UtilitySelect } from "./UtilitySelect.tsx";
import type { RosterActing } from "./use-roster-act.ts";
import css from "./roster.module.css";

type Props = { profileId: string; roster: RosterView; acting: RosterActing };

/** Records one clerk's authority for one utility. */
export function AuthorityForm({ profileId, roster, acting: { busy, change } }: Props) {
  const t = useText();
  const id = useId();
  const [utility, setUtility] = useState(roster.utilities[0]?.id ?? "");
  const [operatorId, setOperator] = useState(roster.operators[0]?.id ?? "");
  const [from, setFrom] = useState(roster.today);
  const [to, setTo] = useState("");
  const [tried, setTried] = useState(false);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (from.trim() === "") return;
    if (
      !(await change("roster.grant", {
        profileId,
        utility,
        operatorId,
        startsOn: from,
        endsOn: to.trim() === "" ? null : to,
      }))
    )
      return;
    setTo("");
    setTried(false);
  };
  return (
    <form
      className={`side-card ${css.form}`}
      data-testid="roster-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => void keep(event)}
    >
      <h3 id={`${id}-title`} className="card-title">
        {t("roster.grant")}
      </h3>
      <UtilitySelect id={id} utilities={roster.utilities} value={utility} onChange={setUtility} />
      <FieldBox
        label={t("roster.clerk")}
        htmlFor={`${id}-clerk`}
        messageId={`${id}-clerk-m`}
        required
        problem={null}
        warning={null}
      >
        <select
          id={`${id}-clerk`}
          className="select"
          value={operatorId}
          onChange={(event) => setOperator(event.target.value)}
        >
          {roster.operators.map((operator) => (
            <option key={operator.id} value={operator.id}>{`${operator.name} ${operator.organisation}`}</option>
          ))}
        </select>
      </FieldBox>
      <SpanFields
        id={id}
        path="roster.grant"
        from={from}
        to={to}
        setFrom={setFrom}
        setTo={setTo}
        problemAt={(path) => (tried && path === "startsOn" && from.trim() === "" ? t("suspension.fill") : null)}
      />
      <Button type="primary" htmlType="submit" disabled={busy}>
        {t("roster.keep")}
      </Button>
    </form>
  );
}
