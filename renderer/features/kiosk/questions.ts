import type { Field, FormSection } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { formPath } from "#renderer/form/field-path.ts";

/** One question of the visit: a field of the form and its path. */
export type Question = { section: FormSection; field: Field; path: string };

/** The form as questions in order: general fields, then those of each ticked utility. Outside lines are not asked. */
export function questionsOf(profile: Pick<Profile, "form" | "utilities">, ticked: readonly string[]): Question[] {
  const { sections } = profile.form;
  const general = sections.filter((section) => section.utility === null);
  const own = profile.utilities
    .filter((utility) => ticked.includes(utility.id))
    .flatMap((utility) => sections.filter((section) => section.utility === utility.id));
  return [...general, ...own].flatMap((section) =>
    section.fields.map((field) => ({ section, field, path: formPath(section.id, field.id) })),
  );
}

/** Whether a problem's path belongs to a question: the field itself, a part of it, or a row of it. */
export const concerns = (question: Pick<Question, "path">, path: string): boolean =>
  path === question.path || path.startsWith(`${question.path}.`);
