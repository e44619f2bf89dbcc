import { z } from "zod";
import { CASE_STATUSES } from "#shared/case/case-status.ts";
import type { AgencyApplication } from "#shared/contract/centre/agency.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { ListedAct, ListedApplication } from "#central/db/agency-lists.ts";

/*
 * Records come from stations of any release, or from a broken one. What cannot be read is left out, so that one record
 * never stops a list.
 */
const Line = z.looseObject({ utility: z.string() });
const Form = z.record(z.string(), z.record(z.string(), z.unknown()));

const Accepted = z.object({
  content: z.object({
    utilities: z.array(z.string()).catch([]),
    form: Form.catch({}),
    outsideLines: z.array(Line).catch([]),
  }),
});

const Step = z.object({ status: z.enum(CASE_STATUSES).optional().catch(undefined), act: z.unknown().optional() });
const Survey = z.object({
  kind: z.literal("survey.recorded"),
  facts: z.array(Line),
  noOutsideLine: z.array(z.string()).default([]),
});
const Correction = z.object({
  kind: z.literal("details.corrected"),
  changes: z.array(z.object({ section: z.string(), field: z.string(), value: z.string() })),
});

/** An application as it stands after its acts, with all that was declared. */
type Standing = {
  version: number;
  status: AgencyApplication["status"];
  utilities: string[];
  form: z.infer<typeof Form>;
  outsideLines: z.infer<typeof Line>[];
};

function begin(payload: string): Standing {
  const read = Accepted.safeParse(jsonIn(payload)).data?.content;
  const { utilities = [], form = {}, outsideLines = [] } = read ?? {};
  return { version: 1, status: "accepted", utilities, form, outsideLines };
}

/** What was measured replaces what was declared of the same utility. */
function measured(lines: Standing["outsideLines"], survey: z.infer<typeof Survey>): Standing["outsideLines"] {
  const found = new Set([...survey.facts.map(({ utility }) => utility), ...survey.noOutsideLine]);
  return [...lines.filter(({ utility }) => !found.has(utility)), ...survey.facts];
}

function corrected(form: Standing["form"], { changes }: z.infer<typeof Correction>): Standing["form"] {
  const next = { ...form };
  for (const { section, field, value } of changes) next[section] = { ...next[section], [field]: value };
  return next;
}

function applied(before: Standing, { sequence, payload }: ListedAct): Standing {
  const step = Step.safeParse(jsonIn(payload)).data;
  const survey = Survey.safeParse(step?.act).data;
  const correction = Correction.safeParse(step?.act).data;
  return {
    ...before,
    version: sequence,
    status: step?.status ?? before.status,
    form: correction === undefined ? before.form : corrected(before.form, correction),
    outsideLines: survey === undefined ? before.outsideLines : measured(before.outsideLines, survey),
  };
}

/**
 * A listed application as an agency sees it. Both kinds see what belongs to no utility; a utility its own part, a
 * department every outside line. A utility's section has the utility's name in every form.
 */
export function viewForAgency(
  { line, over, payload, acts }: ListedApplication,
  utility: string | null,
): AgencyApplication {
  const { utilities, form, outsideLines, ...now } = acts.reduce(applied, begin(payload));
  const own = Object.entries(form).filter(([section]) => section === utility || !utilities.includes(section));
  return {
    ...line,
    ...now,
    over,
    utilities,
    form: Object.fromEntries(own),
    outsideLines: outsideLines.filter((each) => utility === null || each.utility === utility),
  };
}
