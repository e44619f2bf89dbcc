import { bilingual } from "#shared/lib/bilingual.ts";
import type { Field } from "./form.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { CHANNELS, type Profile } from "./profile.ts";
import { exampleFaults } from "./profile-examples.ts";
import { profileFor } from "./services.ts";
import { sheetFaults } from "./layout-checks.ts";

type Named = readonly { id: string }[];

function twice(list: Named, path: string): FieldProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, i): FieldProblem[] => {
    const again = seen.has(id);
    seen.add(id);
    return again
      ? [{ path: `${path}[${i}].id`, message: bilingual(`标识重复：${id}`, `the id is used twice: ${id}`) }]
      : [];
  });
}

function fieldDuplicates(field: Field, path: string): FieldProblem[] {
  if (field.kind === "choice" || field.kind === "choices") return twice(field.options, `${path}.options`);
  if (field.kind === "amount") return twice(field.units, `${path}.units`);
  return field.kind === "list" ? twice(field.fields, `${path}.fields`) : [];
}

function duplicates(profile: Profile): FieldProblem[] {
  const { sections } = profile.form;
  const own = profile.services.flatMap(({ form }, i) =>
    form === null ? [] : [{ form, path: `services[${i}].form.sections` }],
  );
  const rules = profile.routing.lanes ?? [];
  const lists: [Named, string][] = [
    [profile.services, "services"],
    [profile.utilities, "utilities"],
    ...profile.utilities.map((utility, i): [Named, string] => [utility.items, `utilities[${i}].items`]),
    [sections, "form.sections"],
    ...sections.map((section, i): [Named, string] => [section.fields, `form.sections[${i}].fields`]),
    ...own.flatMap(({ form, path }): [Named, string][] => [
      [form.sections, path],
      ...form.sections.map((section, i): [Named, string] => [section.fields, `${path}[${i}].fields`]),
    ]),
    [rules, "routing.lanes"],
    ...rules.map((rule, i): [Named, string] => [rule.conditions, `routing.lanes[${i}].conditions`]),
    [profile.clocks, "clocks"],
    ...profile.clocks.map((rule, i): [Named, string] => [rule.pauses, `clocks[${i}].pauses`]),
    [profile.signers ?? [], "signers"],
    [profile.obligations, "obligations"],
    [profile.examples, "examples"],
    [profile.callbacks, "callbacks"],
    ...profile.callbacks.map((callback, i): [Named, string] => [callback.questions, `callbacks[${i}].questions`]),
    [profile.ambiguities, "ambiguities"],
    ...profile.ambiguities.map((ambiguity, i): [Named, string] => [ambiguity.readings, `ambiguities[${i}].readings`]),
  ];
  const inFields = sections.flatMap((section, i) =>
    section.fields.flatMap((field, j) => fieldDuplicates(field, `form.sections[${i}].fields[${j}]`)),
  );
  const inOwn = own.flatMap(({ form, path }) =>
    form.sections.flatMap((section, i) =>
      section.fields.flatMap((field, j) => fieldDuplicates(field, `${path}[${i}].fields[${j}]`)),
    ),
  );
  return [...lists.flatMap(([list, path]) => twice(list, path)), ...inFields, ...inOwn];
}

/** Each channel needs exactly one rule, else nobody or two people would answer for an application. */
function channelFaults(profile: Profile): FieldProblem[] {
  const ruled = profile.firstContact.rules.flatMap((rule) => rule.channels);
  return CHANNELS.flatMap((channel): FieldProblem[] => {
    const count = ruled.filter((each) => each === channel).length;
    return count === 1
      ? []
      : [
          {
            path: "firstContact.rules",
            message: bilingual(
              `每个渠道应有且只有一条首接规则，${channel} 有 ${count} 条`,
              `each channel needs exactly one rule; ${channel} has ${count}`,
            ),
          },
        ];
  });
}

function ambiguityFaults(profile: Profile): FieldProblem[] {
  const known = new Set(profile.ambiguities.map((ambiguity) => ambiguity.id));
  const rules = profile.firstContact.rules.map((rule, i) => ({ rule, path: `firstContact.rules[${i}].ambiguity` }));
  const { mixed } = profile.firstContact;
  return [...rules, ...(mixed ? [{ rule: mixed, path: "firstContact.mixed.ambiguity" }] : [])].flatMap(
    ({ rule, path }): FieldProblem[] =>
      rule.ambiguity === null || known.has(rule.ambiguity)
        ? []
        : [{ path, message: bilingual(`没有这个歧义条目：${rule.ambiguity}`, `no such ambiguity: ${rule.ambiguity}`) }],
  );
}

/** Contradictions between valid parts of a profile; empty if there are none. */
export const profileFaults = (profile: Profile): FieldProblem[] => [
  ...duplicates(profile),
  ...channelFaults(profile),
  ...exampleFaults(profile),
  ...ambiguityFaults(profile),
  ...sheetFaults(profile, profile.form.sheet, "form.sheet"),
  ...profile.services.flatMap(({ id, form }, i) =>
    form === null ? [] : sheetFaults(profileFor(profile, id), form.sheet, `services[${i}].form.sheet`),
  ),
  ...sheetFaults(profile, profile.commitmentLetter.sheet, "commitmentLetter.sheet"),
  ...sheetFaults(profile, profile.approvalSheet.sheet, "approvalSheet.sheet"),
];
