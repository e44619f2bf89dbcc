import type { FormDefinition, FormValues } from "./form.ts";
import { maskPersonal } from "./mask-personal.ts";

/** The same answers with phone and identity numbers masked, for a screen that others may look at. */
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
