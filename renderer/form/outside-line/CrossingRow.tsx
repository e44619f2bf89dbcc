import { Button } from "antd";
import type { RoadClass } from "#shared/profile/outside-line.ts";
import { inputId } from "#renderer/form/field-path.ts";
import { useText } from "#renderer/lib/text.ts";
import { FactDate, FactInput } from "./FactInput.tsx";
import type { CrossingEntry } from "./line-entry.ts";
import css from "./outside-line.module.css";

/** The classes of city roads in the order of their rank (主干路、快速路、次干路、支路). */
const RoadClasses = ["arterial", "expressway", "secondary", "branch"] as const satisfies readonly RoadClass[];

type Props = {
  row: CrossingEntry;
  at: number;
  path: string;
  onChange: (row: CrossingEntry) => void;
  onRemove: (() => void) | null;
  onTouch: (path: string) => void;
  problemAt: (path: string) => string | null;
};

/** One crossing of a city road: length, class, and the two dates that the age rules need. */
export function CrossingRow({ row, at, path, onChange, onRemove, onTouch, problemAt }: Props) {
  const t = useText();
  const classId = inputId(`${path}.roadClass`);
  const touch = (part: string) => () => onTouch(`${path}.${part}`);
  return (
    <fieldset className={css.crossing}>
      <legend className={css.crossingTitle}>{t("line.crossingNumber", { n: at + 1 })}</legend>
      <FactInput
        label={t("line.crossingLength")}
        unit={t("line.metres")}
        path={`${path}.lengthMm`}
        value={row.length}
        onChange={(length) => onChange({ ...row, length })}
        onTouch={touch("lengthMm")}
        problem={problemAt(`${path}.lengthMm`)}
      />
      <div className={css.fact} data-testid="fact">
        <label className="field-label" htmlFor={classId}>
          {t("line.roadClass")}
        </label>
        <select
          id={classId}
          data-path={`${path}.roadClass`}
          className="select"
          value={row.roadClass}
          onBlur={touch("roadClass")}
          onChange={(event) =>
            onChange({ ...row, roadClass: RoadClasses.find((known) => known === event.target.value) ?? "" })
          }
        >
          <option value="">{t("line.unknownDate")}</option>
          {RoadClasses.map((roadClass) => (
            <option key={roadClass} value={roadClass}>
              {t(`road.${roadClass}`)}
            </option>
          ))}
        </select>
      </div>
      <FactDate
        label={t("line.openedOn")}
        never={t("line.notNew")}
        path={`${path}.openedOn`}
        value={row.openedOn}
        onChange={(openedOn) => onChange({ ...row, openedOn })}
        onTouch={touch("openedOn")}
        problem={problemAt(`${path}.openedOn`)}
      />
      <FactDate
        label={t("line.overhauledOn")}
        never={t("line.neverOverhauled")}
        path={`${path}.overhauledOn`}
        value={row.overhauledOn}
        onChange={(overhauledOn) => onChange({ ...row, overhauledOn })}
        onTouch={touch("overhauledOn")}
        problem={problemAt(`${path}.overhauledOn`)}
      />
      {onRemove !== null && (
        <Button
          className={css.crossingRemove ?? ""}
          aria-label={t("line.removeCrossing", { n: at + 1 })}
          onClick={onRemove}
        >
          ✕
        </Button>
      )}
    </fieldset>
  );
}
