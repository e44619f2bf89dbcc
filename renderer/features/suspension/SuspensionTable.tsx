import type { SuspensionRegister } from "#shared/contract/suspension-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";

/** Every step on record, with its order number, its time and how it ended. */
export function SuspensionTable({ register: { lines, utilities } }: { register: SuspensionRegister }) {
  const t = useText();
  const pick = usePick();
  if (lines.length === 0) return <p className="day-empty">{t("suspension.none")}</p>;
  const name = (id: string): string => {
    const label = utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  return (
    <table className="day-table">
      <caption className="visually-hidden">{t("suspension.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("suspension.utility")}</th>
          <th scope="col">{t("suspension.step")}</th>
          <th scope="col">{t("suspension.order")}</th>
          <th scope="col">{t("suspension.time")}</th>
          <th scope="col">{t("suspension.state")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{name(line.utility)}</td>
            <td>
              {line.step === "suspension" ? <strong>{pick(line.label)}</strong> : pick(line.label)}
              {line.note !== "" && <span className="day-soft">{line.note}</span>}
            </td>
            <td>
              {line.orderNumber}
              <span className="day-soft">{line.recordedBy}</span>
            </td>
            <td className="number">
              {line.from}
              {line.step === "suspension" && (
                <span className="day-soft">
                  {line.endsOn === null ? t("suspension.openEnd") : t("suspension.endsOn", { date: line.endsOn })}
                </span>
              )}
            </td>
            <td>
              {line.isInForce && <strong className="suspension-force">✕ {t("suspension.inForce")}</strong>}
              <span className={line.rectifiedOn === null ? "suspension-open" : "day-synced"}>
                {line.rectifiedOn === null
                  ? t("suspension.open")
                  : t("suspension.rectified", {
                      date: line.rectifiedOn,
                      document: line.liftedDocument ?? "",
                      by: line.liftedBy ?? "",
                    })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
