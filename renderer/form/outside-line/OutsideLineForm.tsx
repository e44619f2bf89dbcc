import { Button } from "antd";
import { focusPath } from "#renderer/form/field-path.ts";
import { useText } from "#renderer/lib/text.ts";
import { Pills } from "#renderer/ui/Pills.tsx";
import { CrossingRow } from "./CrossingRow.tsx";
import { FactDate, FactInput } from "./FactInput.tsx";
import { type CrossingEntry, emptyCrossing, type LineEntry, type Presence } from "./line-entry.ts";
import css from "./outside-line.module.css";

type PresenceProps = {
  legend: string;
  path: string;
  value: Presence;
  labels: Record<Presence, string>;
  onChange: (value: Presence) => void;
};

const ORDER: Presence[] = ["unknown", "none", "some"];

/** Not measured, none, or some. None must be chosen; it is never the default. */
function PresencePills({ legend, path, value, labels, onChange }: PresenceProps) {
  return (
    <fieldset className={css.fact} data-testid="fact">
      <legend className="field-label">{legend}</legend>
      <Pills
        name={path}
        path={path}
        clearable={false}
        options={ORDER.map((id) => ({ id, label: labels[id] }))}
        value={value}
        onChange={(next) => onChange(ORDER.find((known) => known === next) ?? "unknown")}
      />
    </fieldset>
  );
}

type Props = {
  utilityLabel: string;
  path: string;
  entry: LineEntry;
  onChange: (entry: LineEntry) => void;
  onTouch: (path: string) => void;
  problemAt: (path: string) => string | null;
};

/** The facts of one utility's outside line; each may be 未测量. */
export function OutsideLineForm({ utilityLabel, path, entry, onChange, onTouch, problemAt }: Props) {
  const t = useText();
  const set = (part: Partial<LineEntry>): void => onChange({ ...entry, ...part });
  const fact = (part: string) => ({
    path: `${path}.${part}`,
    onTouch: () => onTouch(`${path}.${part}`),
    problem: problemAt(`${path}.${part}`),
  });
  const setRow = (at: number, next: CrossingEntry): void =>
    set({ crossingRows: entry.crossingRows.map((row, i) => (i === at ? next : row)) });
  const addRow = (): void => {
    set({ crossingRows: [...entry.crossingRows, emptyCrossing()] });
    requestAnimationFrame(() => focusPath(`${path}.crossings.${entry.crossingRows.length}.lengthMm`));
  };
  return (
    <fieldset className={css.line} data-path={path}>
      <legend className={css.lineTitle}>
        {t("line.title")}
        <span className="visually-hidden"> {utilityLabel}</span>
      </legend>
      <label className={`pill ${css.lineNone}`} data-testid="line-none">
        <input type="checkbox" checked={!entry.has} onChange={(event) => set({ has: !event.target.checked })} />
        <span>{t("line.noLine")}</span>
      </label>
      {entry.has && (
        <>
          <div className={css.lineFacts}>
            <FactInput
              {...fact("lineLengthMm")}
              label={t("line.length")}
              unit={t("line.metres")}
              value={entry.length}
              onChange={(length) => set({ length })}
            />
            <FactDate {...fact("on")} label={t("line.on")} value={entry.on} onChange={(on) => set({ on })} />
            <PresencePills
              legend={t("line.crossings")}
              path={`${path}.crossings`}
              value={entry.crossings}
              onChange={(crossings) => set({ crossings })}
              labels={{ unknown: t("line.unknown"), none: t("line.noCrossing"), some: t("line.someCrossing") }}
            />
            <PresencePills
              legend={t("line.green")}
              path={`${path}.green`}
              value={entry.green}
              onChange={(green) => set({ green })}
              labels={{ unknown: t("line.unknown"), none: t("line.noGreen"), some: t("line.someGreen") }}
            />
          </div>
          {entry.crossings === "some" && (
            <div className={css.crossings}>
              {entry.crossingRows.map((row, i) => (
                // eslint-disable-next-line react/no-array-index-key -- crossings have no identity and are only added at the end or removed
                <CrossingRow
                  key={i}
                  row={row}
                  at={i}
                  path={`${path}.crossings.${i}`}
                  onChange={(next) => setRow(i, next)}
                  onTouch={onTouch}
                  problemAt={problemAt}
                  onRemove={
                    entry.crossingRows.length === 1
                      ? null
                      : () => set({ crossingRows: entry.crossingRows.filter((_, other) => other !== i) })
                  }
                />
              ))}
              <Button onClick={addRow}>{t("line.addCrossing")}</Button>
            </div>
          )}
          {entry.green === "some" && (
            <div className={`${css.lineFacts} ${css.green}`}>
              <FactInput
                {...fact("green.lengthMm")}
                label={t("line.greenLength")}
                unit={t("line.metres")}
                value={entry.greenLength}
                onChange={(greenLength) => set({ greenLength })}
              />
              <FactInput
                {...fact("green.areaCm2")}
                label={t("line.greenArea")}
                unit={t("line.squareMetres")}
                value={entry.greenArea}
                onChange={(greenArea) => set({ greenArea })}
              />
              <FactInput
                {...fact("green.trees")}
                label={t("line.greenTrees")}
                unit={t("line.trees")}
                value={entry.greenTrees}
                onChange={(greenTrees) => set({ greenTrees })}
              />
            </div>
          )}
        </>
      )}
    </fieldset>
  );
}
