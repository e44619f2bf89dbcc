type Props = {
  id: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  maxLength: number;
  numeric?: boolean;
  check?: "credit-code" | "id-number" | "project-code" | "phone" | null;
  invalid: boolean;
  describedBy: string | undefined;
  label?: string | undefined;
  required: boolean;
};

/** A longer text gets several lines. */
const ONE_LINE = 200;

/** A text exactly as typed; the host reports what is wrong with it. */
export function TextInput({
  id,
  path,
  value,
  onChange,
  onBlur,
  maxLength,
  numeric = false,
  check = null,
  invalid,
  describedBy,
  label,
  required,
}: Props) {
  const attributes = {
    id,
    "data-path": path,
    value,
    onBlur,
    autoComplete: "off",
    "aria-label": label,
    "aria-invalid": invalid,
    "aria-describedby": describedBy,
    "aria-required": required,
  };
  const inputModeOfCheck = check === "phone" ? "tel" : "text";
  if (maxLength > ONE_LINE)
    return (
      <textarea {...attributes} className="textarea" rows={2} onChange={(event) => onChange(event.target.value)} />
    );
  return (
    <input
      {...attributes}
      className={numeric || check !== null ? "input number" : "input"}
      inputMode={numeric ? "numeric" : inputModeOfCheck}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
