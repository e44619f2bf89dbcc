import type { Span } from "#shared/profile/roster.ts";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import css from "./roster.module.css";

/** The days of an entry, both included, or that it was withdrawn before it began. */
export function SpanDates({ span: { startsOn, endsOn } }: { span: Span }) {
  const t = useText();
  if (endsOn === null) return <span className={`number ${css.fixed}`}>{t("roster.since", { from: startsOn })}</span>;
  if (endsOn < startsOn) return <span className={css.over}>{t("roster.withdrawn", { from: startsOn })}</span>;
  return <span className={`number ${css.fixed}`}>{t("roster.span", { from: startsOn, to: endsOn })}</span>;
}

type Props = {
  id: string;
  path: string;
  from: string;
  to: string;
  setFrom: (from: string) => void;
  setTo: (to: string) => void;
  problemAt: (path: "startsOn" | "endsOn") => string | null;
};

/** First and last day of a new entry; the last may stay open. */
export function SpanFields({ id, path, from, to, setFrom, setTo, problemAt }: Props) {
  const t = useText();
  const [wrongFrom, wrongTo] = [problemAt("startsOn"), problemAt("endsOn")];
  return (
    <div className={css.span}>
      <FieldBox
        label={t("roster.from")}
        htmlFor={`${id}-from`}
        messageId={`${id}-from-m`}
        required
        problem={wrongFrom}
        warning={null}
      >
        <DateField
          id={`${id}-from`}
          path={`${path}.from`}
          value={from}
          onChange={setFrom}
          invalid={wrongFrom !== null}
          describedBy={`${id}-from-m`}
          required
        />
      </FieldBox>
      <FieldBox
        label={t("roster.toOpen")}
        htmlFor={`${id}-to`}
        messageId={`${id}-to-m`}
        required={false}
        problem={wrongTo}
        warning={null}
      >
        <DateField
          id={`${id}-to`}
          path={`${path}.to`}
          value={to}
          onChange={setTo}
          invalid={wrongTo !== null}
          describedBy={`${id}-to-m`}
        />
      </FieldBox>
    </div>
  );
}
