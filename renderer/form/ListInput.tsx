import { Button } from "antd";
import type { FieldValue, ListField, ListRow } from "#shared/profile/form.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldInput } from "./FieldInput.tsx";
import { focusPath } from "./field-path.ts";

type Props = {
  field: ListField;
  path: string;
  value: FieldValue | undefined;
  onChange: (rows: ListRow[]) => void;
  onBlur?: (() => void) | undefined;
  problemAt: (path: string) => string | null;
};

const isRow = (item: unknown): item is ListRow => typeof item === "object" && item !== null;

/** Repeating rows, e.g. several gas devices; one empty row is ready for typing. */
export function ListInput({ field, path, value, onChange, onBlur, problemAt }: Props) {
  const t = useText();
  const pick = usePick();
  const stored: ListRow[] = Array.isArray(value) ? value.filter(isRow) : [];
  const rows = stored.length === 0 ? [{}] : stored;
  const change = (at: number, id: string, next: ListRow[string]): void =>
    onChange(rows.map((row, i) => (i === at ? { ...row, [id]: next } : row)));
  const add = (): void => {
    onChange([...rows, {}]);
    const first = field.fields[0];
    if (first !== undefined) requestAnimationFrame(() => focusPath(`${path}.${rows.length}.${first.id}`));
  };
  return (
    <div className="list-field" data-path={path}>
      {rows.map((row, i) => (
        // eslint-disable-next-line react/no-array-index-key -- rows have no identity and are only added at the end or removed
        <div key={i} className="list-row">
          <span className="list-number">{i + 1}</span>
          {field.fields.map((column) => {
            const cell = `${path}.${i}.${column.id}`;
            const problem = problemAt(cell);
            return (
              <span key={column.id} className="list-cell">
                <span className="list-cell-label" aria-hidden="true">
                  {pick(column.label)}
                </span>
                <FieldInput
                  field={column}
                  path={cell}
                  value={row[column.id]}
                  onChange={(next) => change(i, column.id, next)}
                  onBlur={onBlur}
                  invalid={problem !== null}
                  describedBy={problem === null ? undefined : `${cell}-m`}
                  label={`${pick(column.label)} ${i + 1}`}
                />
                {problem !== null && (
                  <span id={`${cell}-m`} className="field-problem">
                    ✕ {problem}
                  </span>
                )}
              </span>
            );
          })}
          <Button
            disabled={stored.length === 0}
            aria-label={t("field.removeRow", { n: i + 1 })}
            onClick={() => onChange(rows.filter((_, other) => other !== i))}
          >
            ✕
          </Button>
        </div>
      ))}
      {rows.length < field.maxRows && <Button onClick={add}>{t("field.addRow")}</Button>}
    </div>
  );
}
