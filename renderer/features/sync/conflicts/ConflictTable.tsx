import { useId } from "react";
import type { ConflictField, ConflictSide } from "#shared/case/version-conflict.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { fieldKey } from "./conflict-store.ts";

type Props = {
  fields: readonly ConflictField[];
  windows: string;
  picks: Record<string, ConflictSide>;
  wanting: boolean;
  onPick: (field: ConflictField, side: ConflictSide) => void;
};

/** What differs, a row a field: as it was, here, and at the other window; one of the two is chosen by mouse or arrow keys, and a row is one tab stop. */
export function ConflictTable({ fields, windows, picks, wanting, onPick }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const shown = (value: string): string => (value === "" ? t("conflict.blank") : value);
  const choice = (field: ConflictField, side: ConflictSide) => {
    const key = fieldKey(field);
    const value = shown(field[side]);
    return (
      <td className={picks[key] === side ? "is-chosen" : undefined}>
        <label className="conflict-choice">
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
      <table className="conflict-table">
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
              className={wanting && picks[fieldKey(field)] === undefined ? "is-wanting" : undefined}
            >
              <th scope="row">
                {pick(field.label)}
                {field.preset === null && <span className="conflict-both">{t("conflict.both")}</span>}
              </th>
              <td className="conflict-base">{shown(field.base)}</td>
              {choice(field, "mine")}
              {choice(field, "theirs")}
            </tr>
          ))}
        </tbody>
      </table>
      <p id={`${id}-wanting`} className="conflict-wanting" role="alert">
        {wanting && fields.some((field) => picks[fieldKey(field)] === undefined) ? `✕ ${t("conflict.choose")}` : ""}
      </p>
    </>
  );
}
