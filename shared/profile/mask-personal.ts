import type { FormDefinition, FormValues, Personal } from "./form.ts";

const STAR = "*";

/** How many characters stay readable at both ends, by the kind of personal data; null means not masked. */
const READABLE: Record<Personal, { front: number; back: number } | null> = {
  phone: { front: 3, back: 4 },
  identity: { front: 3, back: 4 },
  name: null,
  address: null,
};

/** Whether a kind of personal data is hidden until somebody asks to see it. */
export const isMasked = (kind: Personal | null): boolean => kind !== null && READABLE[kind] !== null;

/** Hides the middle of a phone or identity number (138****5678); a text too short to keep both ends is hidden whole. */
export function maskPersonal(text: string, kind: Personal | null): string {
  const readable = kind === null ? null : READABLE[kind];
  if (readable === null) return text;
  const signs = [...text];
  const hidden = signs.length - readable.front - readable.back;
  if (hidden < 3) return STAR.repeat(signs.length);
  return `${signs.slice(0, readable.front).join("")}${STAR.repeat(hidden)}${signs.slice(-readable.back).join("")}`;
}

/** The same values with phone and identity numbers masked, for a screen that others may see. */
export function maskForm(definition: Pick<FormDefinition, "sections">, form: FormValues): FormValues {
  const masked: FormValues = { ...form };
  for (const section of definition.sections) {
    const values = form[section.id];
    if (values === undefined) continue;
    masked[section.id] = Object.fromEntries(
      Object.entries(values).map(([id, value]) => {
        const field = section.fields.find((one) => one.id === id);
        return [id, typeof value === "string" && field !== undefined ? maskPersonal(value, field.personal) : value];
      }),
    );
  }
  return masked;
}
