import { Button } from "antd";
import { Fragment, useState } from "react";
import type { RosterView, SpecialistLine } from "#shared/contract/roster.ts";
import { covers, DUTY_TITLES } from "#shared/profile/roster.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { DaysForm } from "./DaysForm.tsx";
import { SpanDates } from "./SpanFields.tsx";
import type { RosterActing } from "./use-roster-act.ts";
import css from "./roster.module.css";

type Props = { profileId: string; roster: RosterView; acting: RosterActing };
type Open = { id: string; what: "specialist" | "absence" | "away" } | null;

function stateOf(line: SpecialistLine, today: string): "onDuty" | "awayToday" | "waiting" | "notYet" | "ended" {
  if (line.onDuty) return "onDuty";
  if (!covers(line, today)) return line.startsOn > today ? "notYet" : "ended";
  return line.awayToday ? "awayToday" : "waiting";
}

/** The texts of the small form below a line, by what it changes. */
const DAYS_TEXTS = {
  away: { title: "roster.setAway", hint: "roster.awayHint" },
  absence: { title: "roster.back", hint: "roster.backHint" },
  specialist: { title: "roster.end", hint: "roster.endHint" },
} as const;

/** Specialists and stand-ins with days and absences, and who gets today's work; ended entries stay. */
export function SpecialistTable({
  profileId,
  roster: { specialists, utilities, today },
  acting: { busy, change },
}: Props) {
  const t = useText();
  const pick = usePick();
  const [open, setOpen] = useState<Open>(null);
  if (specialists.length === 0) return <p className="soft-line">{t("roster.noSpecialists")}</p>;
  const name = (id: string): string => {
    const label = utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const keep = async (startsOn: string, endsOn: string | null): Promise<void> => {
    if (open === null) return;
    const kept =
      open.what === "away"
        ? await change("roster.setAway", { profileId, specialistId: open.id, startsOn, endsOn })
        : await change("roster.end", { profileId, what: open.what, id: open.id, endsOn: endsOn ?? today });
    if (kept) setOpen(null);
  };
  const button = (id: string, what: NonNullable<Open>["what"], label: string, of: string) => (
    <Button
      size="small"
      aria-expanded={open?.id === id && open.what === what}
      aria-label={`${label} ${of}`}
      onClick={() => setOpen(open?.id === id && open.what === what ? null : { id, what })}
    >
      {label}
    </Button>
  );
  return (
    <table className="data-table" data-testid="data-table">
      <caption className="visually-hidden">{t("roster.specialists")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("roster.utility")}</th>
          <th scope="col">{t("roster.person")}</th>
          <th scope="col">{t("roster.duty")}</th>
          <th scope="col">{t("roster.days")}</th>
          <th scope="col">{t("roster.state")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("roster.acts")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {specialists.map((line) => {
          const state = stateOf(line, today);
          return (
            <Fragment key={line.id}>
              <tr>
                <td>{name(line.utility)}</td>
                <td>
                  {line.name}{" "}
                  {line.phone === null ? (
                    <span className={css.over}>{t("roster.noPhone")}</span>
                  ) : (
                    <span className={css.fixed}>{line.phone}</span>
                  )}
                  <span className="soft-line">{line.organisation}</span>
                  {line.centreVersion !== undefined && (
                    <span className="soft-line">{t("roster.ofCentre", { version: line.centreVersion })}</span>
                  )}
                </td>
                <td className={css.fixed}>{pick(DUTY_TITLES[line.duty])}</td>
                <td>
                  <SpanDates span={line} />
                  {line.absences.map((absence) => (
                    <span key={absence.id} className={`soft-line ${css.away}`}>
                      {t("roster.away")} <SpanDates span={absence} />
                      {absence.endedBy === null &&
                        (absence.endsOn === null || absence.endsOn >= today) &&
                        button(absence.id, "absence", t("roster.back"), line.name)}
                    </span>
                  ))}
                </td>
                <td className={css.fixed}>
                  {state === "onDuty" ? (
                    <strong className={css.good}>✓ {t("roster.onDuty")}</strong>
                  ) : (
                    <span className={state === "awayToday" ? css.warn : css.over}>{t(`roster.${state}`)}</span>
                  )}
                </td>
                <td className={css.acts}>
                  {line.endedBy === null && state !== "ended" && (
                    <>
                      {button(line.id, "away", t("roster.setAway"), line.name)}
                      {line.centreVersion === undefined && button(line.id, "specialist", t("roster.end"), line.name)}
                    </>
                  )}
                </td>
              </tr>
              {open !== null && (open.id === line.id || line.absences.some(({ id }) => id === open.id)) && (
                <tr>
                  <td colSpan={6}>
                    <DaysForm
                      key={`${open.id} ${open.what}`}
                      title={t(DAYS_TEXTS[open.what].title)}
                      hint={t(DAYS_TEXTS[open.what].hint)}
                      today={today}
                      asksStart={open.what === "away"}
                      busy={busy}
                      onKeep={(from, to) => void keep(from, to)}
                      onLeave={() => setOpen(null)}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
