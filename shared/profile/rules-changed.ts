import { bilingual } from "#shared/lib/bilingual.ts";
import type { FormValues } from "./form.ts";
import type { FieldProblem, Problem } from "#shared/lib/problem.ts";
import type { Profile } from "./profile.ts";

/** Values of an older form that the present one does not have; they stay in the draft and are not sent. */
export const leftOut = (
  profile: Pick<Profile, "form">,
  form: Readonly<Record<string, Readonly<Record<string, unknown>>>> | FormValues,
): FieldProblem[] =>
  Object.entries(form).flatMap(([sectionId, values]) => {
    const section = profile.form.sections.find(({ id }) => id === sectionId);
    return Object.entries(values)
      .filter(
        ([fieldId, value]) =>
          value !== null && value !== "" && section?.fields.some(({ id }) => id === fieldId) !== true,
      )
      .map(([fieldId, value]) => {
        const typed = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 40) : "…";
        return {
          path: `form.${sectionId}.${fieldId}`,
          message: bilingual(
            `新的申请表没有这一项，不会随申请同步：“${typed}”`,
            `The new form does not ask for this, and it is not sent: "${typed}"`,
          ),
        };
      });
  });

/**
 * Says that the form on screen was typed under older rules. Nothing is accepted until a person has checked it again.
 */
export const rulesChanged = (
  { name, version }: Pick<Profile, "name" | "version">,
  typedUnder: number,
  fields: FieldProblem[] = [],
): Problem => ({
  code: "rules-changed",
  what:
    typedUnder === version
      ? bilingual(
          `${name.zh}地方规则已更新，填写时按的是更新前的规则。`,
          `The rules of ${name.en} were renewed; this form was typed under those before.`,
        )
      : bilingual(
          `这份申请是按${name.zh}地方规则第 ${typedUnder} 版填写的，现行的是第 ${version} 版。`,
          `This form was typed under version ${typedUnder} of the rules of ${name.en}; version ${version} is in force.`,
        ),
  safe: bilingual(
    "填写的内容都还在，没有受理；已受理的申请仍按受理时的规则办理。",
    "All that was typed is still there and nothing was accepted; applications that were accepted keep their own rules.",
  ),
  next: bilingual(
    "页面已换成现行规则，请核对必填项、办理路径和时限，再受理。",
    "The page now follows the rules in force: look at the required fields, the route and the time limits again, then accept.",
  ),
  fields,
});
