import { useId } from "react";
import type { ConflictField, ConflictSide } from "#shared/case/version-conflict.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { fieldKey } from "./conflict-store.ts";
import css from "./conflict.module.css";

type Props = {
  fields: readonly ConflictField[];
  windows: string;
  picks: Record<string, ConflictSide>;
  wanting: boolean;
  onPick: (field: ConflictField, side: ConflictSide) => void;
};

/** The differing fields: before, here, and at the other window. Each row is one tab stop; arrow keys choose a side. */
export function ConflictTable({ fields, windows, picks, wanting, onPick }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const shown = (value: string): string => (value === "" ? t("conflict.blank") : value);
  const choice = (field: ConflictField, side: ConflictSide) => {
    const key = fieldKey(field);
    const value = shown(field[side]);
    return (
      <td className={picks[key] === side ? css.isChosen : undefined}>
        <label className={css.choice}>
          <input
            type="radio"
            name={`${id} ${key}`}
            data-path={`conflict.${key}.${side}`}
            checked={picks[key] === side}
            aria-label={t(side === "mine" ? "conflict.chooseMine" : "conflict.chooseTheirs", {
              field: pick(field.label),
              value,
              window: windows,
            })}
            aria-describedby={`${id}-wanting`}
            onChange={() => onPick(field, side)}
          />
          <span>{value}</span>
        </label>
      </td>
    );
  };
  return (
    <>
      <table className={css.table} data-testid="conflict-table">
        <caption className="visually-hidden">{t("conflict.fields")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">{t("conflict.base")}</th>
            <th scope="col">{t("conflict.mine")}</th>
            <th scope="col">{t("conflict.theirs", { window: windows })}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr
              key={fieldKey(field)}
              className={wanting && picks[fieldKey(field)] === undefined ? css.isWanting : undefined}
              data-wanting={wanting && picks[fieldKey(field)] === undefined}
            >
              <th scope="row">
                {pick(field.label)}
                {field.preset === null && <span className={css.both}>{t("conflict.both")}</span>}
              </th>
              <td className={css.base}>{shown(field.base)}</td>
              {choice(field, "mine")}
              {choice(field, "theirs")}
            </tr>
          ))}
        </tbody>
      </table>
      <p id={`${id}-wanting`} className={css.wanting} role="alert">
        {wanting && fields.some((field) => picks[fieldKey(field)] === undefined) ? `✕ ${t("conflict.choose")}` : ""}
      </p>
    </>
  );
}
