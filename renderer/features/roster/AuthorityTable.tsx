import { Button } from "antd";
import { Fragment, useState } from "react";
import type { RosterView } from "#shared/contract/roster.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { DaysForm } from "./DaysForm.tsx";
import { SpanDates } from "./SpanFields.tsx";
import type { RosterActing } from "./use-roster-act.ts";
import css from "./roster.module.css";

type Props = { profileId: string; roster: RosterView; acting: RosterActing };

/** Who may accept which utility and when (共同授权), and who recorded or ended it; ended entries stay. */
export function AuthorityTable({
  profileId,
  roster: { authorities, utilities, today },
  acting: { busy, change },
}: Props) {
  const t = useText();
  const pick = usePick();
  const [ending, setEnding] = useState<string | null>(null);
  if (authorities.length === 0) return null;
  const name = (id: string): string => {
    const label = utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const end = async (id: string, endsOn: string): Promise<void> => {
    if (await change("roster.end", { profileId, what: "authority", id, endsOn })) setEnding(null);
  };
  return (
    <table className="data-table" data-testid="data-table">
      <caption className="visually-hidden">{t("roster.authorities")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("roster.utility")}</th>
          <th scope="col">{t("roster.clerk")}</th>
          <th scope="col">{t("roster.days")}</th>
          <th scope="col">{t("roster.state")}</th>
          <th scope="col">{t("roster.recordedBy")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("roster.acts")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {authorities.map((line) => (
          <Fragment key={line.id}>
            <tr>
              <td>{name(line.utility)}</td>
              <td>
                {line.name}
                <span className="soft-line">{line.organisation}</span>
              </td>
              <td>
                <SpanDates span={line} />
              </td>
              <td className={css.fixed}>
                {line.inForce ? (
                  <strong className={css.good}>✓ {t("roster.inForce")}</strong>
                ) : (
                  <span className={css.over}>{t(line.startsOn > today ? "roster.notYet" : "roster.ended")}</span>
                )}
              </td>
              <td>
                {line.recordedBy}
                {line.endedBy !== null && (
                  <span className="soft-line">{t("roster.endedBy", { name: line.endedBy })}</span>
                )}
              </td>
              <td className={css.acts}>
                {line.endedBy === null && (
                  <Button
                    size="small"
                    aria-expanded={ending === line.id}
                    aria-label={t("roster.endOf", { name: line.name, utility: name(line.utility) })}
                    onClick={() => setEnding(ending === line.id ? null : line.id)}
                  >
                    {t("roster.end")}
                  </Button>
                )}
              </td>
            </tr>
            {ending === line.id && (
              <tr>
                <td colSpan={6}>
                  <DaysForm
                    title={t("roster.end")}
                    hint={t("roster.endHint")}
                    today={today}
                    asksStart={false}
                    busy={busy}
                    onKeep={(_from, to) => void end(line.id, to ?? today)}
                    onLeave={() => setEnding(null)}
                  />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
