import { checkProjectCode } from "#shared/identifiers/project-code.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Field, FieldValue, FormSection } from "#shared/profile/form.ts";
import { usePick } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { FieldInput } from "./FieldInput.tsx";
import { ListInput } from "./ListInput.tsx";
import { formPath, inputId } from "./field-path.ts";

/** The hint for a well-formed code that cannot be verified here, such as a project code (项目代码). */
function codeNote(field: Field, value: FieldValue | undefined): Bilingual | null {
  if (
    field.kind !== "text" ||
    (field.check ?? field.role) !== "project-code" ||
    typeof value !== "string" ||
    value.trim() === ""
  )
    return null;
  const { result, message } = checkProjectCode(value);
  return result === "shape-only" ? message : null;
}

type Props = {
  section: FormSection;
  values: Record<string, FieldValue> | undefined;
  onChange: (field: string, value: FieldValue) => void;
  onTouch: (path: string) => void;
  problemAt: (path: string) => string | null;
  warningAt: (path: string) => string | null;
  /** Fields that somebody pointed at, by path. */
  pointed?: readonly string[];
};

const GROUPS = new Set<Field["kind"]>(["choice", "choices", "yes-no", "list"]);

/** In Chinese characters: the width of a box without text, and of one column at 1366 pixels. */
const ROOM_OF_A_BOX = 3;
const ROOM_OF_A_COLUMN = 18;

/** The width of a field in the grid: addresses and long texts take more, lists a whole line. */
function widthOf(field: Field): string {
  if (field.kind === "list") return "field-whole";
  if (field.kind === "text" && (field.role === "site" || field.role === "wishes" || field.maxLength > 200))
    return "field-wide";
  if (
    (field.kind === "choice" || field.kind === "choices") &&
    field.options.reduce((room, option) => room + option.label.zh.length + ROOM_OF_A_BOX, 0) > ROOM_OF_A_COLUMN
  )
    return "field-wide";
  return "";
}

/** Removes the field's name from a message of the host, because the field itself already shows it. */
const withoutLabel = (message: string | null, label: string): string | null => {
  const sign = ["：", ": "].find((colon) => message?.startsWith(label + colon) === true);
  return sign === undefined ? message : (message?.slice(label.length + sign.length) ?? null);
};

/** The fields of one section, in the order of the printed form. */
export function SectionFields({ section, values, onChange, onTouch, problemAt, warningAt, pointed = [] }: Props) {
  const pick = usePick();
  return (
    <div className="fields">
      {section.fields.map((field) => {
        const path = formPath(section.id, field.id);
        const id = inputId(path);
        const label = pick(field.label);
        const problem =
          problemAt(path) ??
          (field.kind === "amount" ? (problemAt(`${path}.amount`) ?? problemAt(`${path}.unit`)) : null);
        const note = codeNote(field, values?.[field.id]);
        const shared = { path, value: values?.[field.id], onBlur: () => onTouch(path) };
        return (
          <FieldBox
            key={field.id}
            label={label}
            htmlFor={GROUPS.has(field.kind) ? null : id}
            required={field.required}
            messageId={`${id}-m`}
            problem={withoutLabel(problem, label)}
            warning={withoutLabel(warningAt(path), label)}
            note={note === null ? null : pick(note)}
            className={pointed.includes(path) ? `${widthOf(field)} field-pointed` : widthOf(field)}
          >
            {field.kind === "list" ? (
              <ListInput
                {...shared}
                field={field}
                onChange={(rows) => onChange(field.id, rows)}
                problemAt={problemAt}
              />
            ) : (
              <FieldInput
                {...shared}
                field={field}
                onChange={(value) => onChange(field.id, value)}
                invalid={problem !== null}
                describedBy={`${id}-m`}
              />
            )}
          </FieldBox>
        );
      })}
    </div>
  );
}
