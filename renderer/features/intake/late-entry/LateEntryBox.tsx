import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { TextInput } from "#renderer/ui/TextInput.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import css from "./late-entry.module.css";

type Props = { onTouch: (path: string) => void; problemAt: (path: string) => string | null };

const FIELDS = ["paperNumber", "receivedAt", "receivedBy", "reason"] as const;

/** The later entry (补录) of a numbered paper form: four fields; renders nothing for other forms. */
export function LateEntryBox({ onTouch, problemAt }: Props) {
  const t = useText();
  const outage = useIntakeStore((state) => state.outage);
  const setOutage = useIntakeStore((state) => state.setOutage);
  const operators = useSessionStore((state) => state.session?.operators ?? []);
  if (outage === null) return null;
  return (
    <section className={`card ${css.lateEntry}`} data-testid="late-entry" aria-labelledby="outage-title">
      <div className={css.head}>
        <h2 id="outage-title" className="card-title">
          {t("outage.title")}
        </h2>
        <button type="button" className={css.toggle} data-testid="late-entry-toggle" onClick={() => setOutage(null)}>
          {t("outage.cancel")}
        </button>
      </div>
      <p className={css.hint}>{t("outage.hint")}</p>
      <div className="fields">
        {FIELDS.map((field) => {
          const path = `outage.${field}`;
          const problem = problemAt(path);
          const about = {
            id: `f-${path}`,
            path,
            value: outage[field],
            invalid: problem !== null,
            describedBy: `m-${path}`,
            required: true,
          };
          const events = {
            onBlur: () => onTouch(path),
            onChange: (value: string) => setOutage({ ...outage, [field]: value }),
          };
          return (
            <FieldBox
              key={field}
              label={t(`outage.${field}`)}
              htmlFor={about.id}
              required
              messageId={about.describedBy}
              problem={problem}
              warning={null}
            >
              {field === "receivedBy" && (
                <select
                  id={about.id}
                  data-path={path}
                  className="input"
                  value={about.value}
                  aria-invalid={about.invalid}
                  aria-describedby={about.describedBy}
                  aria-required
                  onBlur={() => onTouch(path)}
                  onChange={(event) => setOutage({ ...outage, receivedBy: event.target.value })}
                >
                  <option value="">{t("outage.chooseReceiver")}</option>
                  {operators.map((operator) => (
                    <option key={operator.id} value={operator.id}>
                      {operator.name} · {operator.organisation}
                    </option>
                  ))}
                </select>
              )}
              {field === "receivedAt" && <DateField {...about} {...events} precision="minute" />}
              {field !== "receivedBy" && field !== "receivedAt" && <TextInput {...about} {...events} maxLength={60} />}
            </FieldBox>
          );
        })}
      </div>
    </section>
  );
}
