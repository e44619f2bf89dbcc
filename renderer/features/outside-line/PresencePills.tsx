import { Pills } from "#renderer/features/form/Pills.tsx";
import type { Presence } from "./line-entry.ts";

type PresenceProps = {
  legend: string;
  path: string;
  value: Presence;
  labels: Record<Presence, string>;
  onChange: (value: Presence) => void;
};

const ORDER: Presence[] = ["unknown", "none", "some"];

/** Not measured, none, or some: none must be said, it is never the default. */
export function PresencePills({ legend, path, value, labels, onChange }: PresenceProps) {
  return (
    <fieldset className="fact">
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
