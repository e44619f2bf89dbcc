import type { ApplicationContent } from "#shared/case/application.ts";
import { checkAppointment, type AppointmentMoment } from "#shared/case/appointment.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { farDate } from "#shared/time/far-date.ts";
import { findRole } from "#shared/profile/form.ts";
import { readFormValues } from "#shared/profile/form-values.ts";
import type { FormValues } from "#shared/profile/form.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { readOutsideLine } from "#shared/profile/line-facts.ts";
import { offeredServices } from "#shared/profile/services.ts";
import { localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";
import { unknownUtility, utilityName } from "#shared/profile/services.ts";
import { leadProblem } from "#station/roster/roster.ts";

/** The counter hours and calendars of a hall. */
type CounterTime = Pick<AppointmentMoment, "hours" | "calendars">;

/** A draft checked against the profile: content if nothing is wrong, else problems and warnings. */
export type ValidatedDraft = { content: ApplicationContent; problems: FieldProblem[]; warnings: FieldProblem[] };

function readUtilities(profile: Profile, ticked: string[]): FieldProblem[] {
  if (ticked.length === 0)
    return [{ path: "utilities", message: bilingual("请至少勾选一项业务", "tick at least one utility") }];
  return ticked.flatMap((id, i) => {
    const path = `utilities[${i}]`;
    if (!profile.utilities.some((utility) => utility.id === id))
      return [{ path, message: unknownUtility(profile, id) }];
    const name = utilityName(profile, id);
    return ticked.indexOf(id) < i
      ? [{ path, message: bilingual(`业务重复：${name.zh}`, `listed twice: ${name.en}`) }]
      : [];
  });
}

function readLines(
  profile: Profile,
  body: DraftBody,
  today: LocalDate,
): { lines: OutsideLine[]; problems: FieldProblem[] } {
  const lines: OutsideLine[] = [];
  const problems: FieldProblem[] = [];
  const wrong = (path: string, utility: string, zh: string, en: string) => {
    const name = utilityName(profile, utility);
    problems.push({ path, message: bilingual(`${zh}：${name.zh}`, `${en}: ${name.en}`) });
  };
  body.outsideLines.forEach((raw, i) => {
    const read = readOutsideLine(raw, `outsideLines[${i}]`);
    if (!read.ok) return problems.push(...read.problems);
    const { utility } = read.line;
    const path = `outsideLines[${i}].utility`;
    if (!body.utilities.includes(utility)) wrong(path, utility, "没有勾选这项业务", "this utility is not ticked");
    if (lines.some((line) => line.utility === utility))
      wrong(path, utility, "同一业务的外线工程重复", "two outside lines for one utility");
    if (body.noOutsideLine.includes(utility))
      wrong(path, utility, "既填了外线工程又勾了无外线工程", "given facts and also said to need no outside line");
    // A day years ahead is a slip: by then a road would be old enough and a suspension over.
    const far = farDate(`outsideLines[${i}].on`, read.line.on === UNKNOWN ? today : read.line.on, today);
    if (far !== null)
      wrong(
        far.path,
        utility,
        `施工日：${far.message.zh.replace(/。$/u, "")}`,
        `day of work: ${far.message.en.replace(/\.$/u, "")}`,
      );
    return lines.push(read.line);
  });
  body.noOutsideLine.forEach((utility, i) => {
    if (!body.utilities.includes(utility))
      wrong(`noOutsideLine[${i}]`, utility, "没有勾选这项业务", "this utility is not ticked");
  });
  return { lines, problems };
}

/** An outside line without any measured fact. */
const unmeasured = (utility: string): OutsideLine => OutsideLine.parse({ utility });

/**
 * Warnings about the agreed time; work outside hours may be agreed on. Without opening hours only a past time is
 * questioned.
 */
function questionAppointment(
  profile: Profile,
  form: FormValues,
  now: Instant,
  context: CounterTime | null,
): FieldProblem[] {
  const text = findRole(profile.form, form, "appointment");
  if (text === null) return [];
  const remark = checkAppointment(text, {
    now,
    hours: context?.hours ?? { spans: [[0, 1440]] },
    calendars: context?.calendars ?? {},
  });
  if (remark === null || (context === null && remark.kind !== "past")) return [];
  const [section, field] =
    profile.form.sections.flatMap((each) =>
      each.fields.filter(({ role }) => role === "appointment").map((one) => [each, one] as const),
    )[0] ?? [];
  if (section === undefined || field === undefined) return [];
  return [
    {
      path: `form.${section.id}.${field.id}`,
      message: bilingual(`${field.label.zh}：${remark.message.zh}`, `${field.label.en}: ${remark.message.en}`),
    },
  ];
}

/**
 * Checks the service asked for: it has a form of its own. Only such a service follows a previous application or needs
 * no outside line.
 */
function readService(profile: Profile, body: DraftBody): FieldProblem[] {
  if (body.service === undefined)
    return body.earlier === undefined
      ? []
      : [
          {
            path: "earlier",
            message: bilingual("报装不填写原受理编号。", "A connection follows no earlier application."),
          },
        ];
  const known = offeredServices(profile).some(({ id }) => id === body.service);
  if (!known)
    return [
      {
        path: "service",
        message: bilingual("这个地方的文件没有这项服务。", "The local paper does not offer this service."),
      },
    ];
  return body.outsideLines.length === 0
    ? []
    : [
        {
          path: "outsideLines",
          message: bilingual(
            "这项服务不涉及外线工程，请不要填写。",
            "This service asks for no outside line; leave it out.",
          ),
        },
      ];
}

/** Checks a draft against its profile; stores nothing. Every fact of an undescribed utility is unknown. */
export function validateDraft(
  profile: Profile,
  body: DraftBody,
  now: Instant,
  context: CounterTime | null = null,
): ValidatedDraft {
  const isChange = body.service !== undefined;
  const form = readFormValues(profile, body.utilities, body.form);
  const { lines, problems } = readLines(profile, body, localDateOf(now));
  const badLead = leadProblem(profile, body.utilities, body.lead);
  const said = new Set([...lines.map((line) => line.utility), ...body.noOutsideLine]);
  const outsideLines = isChange
    ? []
    : body.utilities
        .filter((utility) => !body.noOutsideLine.includes(utility))
        .map((utility) => lines.find((line) => line.utility === utility) ?? unmeasured(utility));
  const warnings = body.utilities
    .filter((utility) => !isChange && !said.has(utility))
    .map((utility) => utilityName(profile, utility))
    .map((name) => ({
      path: "outsideLines",
      message: bilingual(
        `${name.zh}：外线工程未填写，按“未测量”处理`,
        `${name.en}: no outside line given; taken as not measured`,
      ),
    }));
  return {
    content: {
      utilities: body.utilities,
      channel: body.channel,
      ...(body.service === undefined ? {} : { service: body.service }),
      form: form.values,
      outsideLines,
      noOutsideLine: isChange ? body.utilities : body.noOutsideLine,
      ...(body.lead === undefined ? {} : { lead: body.lead }),
    },
    problems: [
      ...readService(profile, body),
      ...readUtilities(profile, body.utilities),
      ...form.problems,
      ...problems,
      ...(badLead === null ? [] : [{ path: "lead", message: badLead }]),
    ],
    warnings: [...form.warnings, ...questionAppointment(profile, form.values, now, context), ...warnings],
  };
}
