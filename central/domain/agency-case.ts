import { z } from "zod";
import { CASE_STATUSES } from "#shared/case/case-status.ts";
import { AgencyApplication } from "#shared/contract/centre/agency.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { ListedAct, ListedApplication } from "#central/db/agency-lists.ts";
import type { ProfilesAtHand } from "./profiles-at-hand.ts";

/*
 * Records come from stations of any release, or from a broken one. What cannot be read is left out, so that one record
 * never stops a list.
 */
const Text = z.string().max(2000);
const Line = z.looseObject({ utility: Text });
const Form = z.record(z.string(), z.record(z.string(), z.unknown()));
const Route = AgencyApplication.shape.routes.element;
const Reason = Route.shape.reasons.element;
const Routes = z
  .array(z.looseObject({ ...Route.shape, reasons: z.array(z.looseObject(Reason.shape)) }))
  .transform((routes) =>
    routes.map(({ utility, route, letter, reasons }) => ({
      utility,
      route,
      letter,
      reasons: reasons.map(({ text, clause }) => ({ text, clause })),
    })),
  );
const Deadlines = z.array(z.object(AgencyApplication.shape.deadlines.element.shape));
const Person = z.object({ name: Text, phone: Text.nullable().catch(null), organisation: Text.catch("") });

const Accepted = z.object({
  profileId: Text.nullable().catch(null),
  profileVersion: z.int().positive().nullable().catch(null),
  deadlines: Deadlines.catch([]),
  content: z.object({
    utilities: z.array(Text).catch([]),
    service: Text.nullable().catch(null),
    channel: Text.nullable().catch(null),
    form: Form.catch({}),
    outsideLines: z.array(Line).catch([]),
  }),
  decision: z
    .object({ routes: Routes.catch([]), dutyHolder: Person.nullable().catch(null) })
    .catch({ routes: [], dutyHolder: null }),
});

const Step = z.object({
  status: z.enum(CASE_STATUSES).optional().catch(undefined),
  routes: Routes.optional().catch(undefined),
  deadlines: Deadlines.optional().catch(undefined),
  operatorName: Text.optional().catch(undefined),
  holder: Person.optional().catch(undefined),
  act: z.unknown().optional(),
});
const Survey = z.object({
  kind: z.literal("survey.recorded"),
  facts: z.array(Line),
  noOutsideLine: z.array(Text).default([]),
});
const Correction = z.object({
  kind: z.literal("details.corrected"),
  changes: z.array(z.object({ section: Text, field: Text, value: z.string() })),
});

/** What is folded from an application's record and its acts; all that was declared, whoever it concerns. */
type Folded = Pick<
  AgencyApplication,
  "version" | "status" | "utilities" | "service" | "channel" | "profile" | "routes" | "deadlines" | "caseOwner"
> & { form: z.infer<typeof Form>; outsideLines: z.infer<typeof Line>[] };

function begin(payload: string): Folded {
  const read = Accepted.safeParse(jsonIn(payload)).data;
  const content = read?.content;
  return {
    version: 1,
    status: "accepted",
    utilities: content?.utilities ?? [],
    service: content?.service ?? null,
    channel: content?.channel ?? null,
    profile: read?.profileId == null ? null : { id: read.profileId, version: read.profileVersion },
    routes: read?.decision.routes ?? [],
    deadlines: read?.deadlines ?? [],
    caseOwner: read?.decision.dutyHolder ?? null,
    form: content?.form ?? {},
    outsideLines: content?.outsideLines ?? [],
  };
}

/** What was measured replaces what was declared of the same utility. */
function measured(lines: Folded["outsideLines"], survey: z.infer<typeof Survey>): Folded["outsideLines"] {
  const found = new Set([...survey.facts.map(({ utility }) => utility), ...survey.noOutsideLine]);
  return [...lines.filter(({ utility }) => !found.has(utility)), ...survey.facts];
}

function corrected(form: Folded["form"], { changes }: z.infer<typeof Correction>): Folded["form"] {
  const next = { ...form };
  for (const { section, field, value } of changes) next[section] = { ...next[section], [field]: value };
  return next;
}

/** Who took the case over; a release that does not say more leaves the name only. */
function ownerAfter(before: Folded["caseOwner"], kind: string, step: z.infer<typeof Step>): Folded["caseOwner"] {
  if (kind !== "duty.handedOver") return before;
  if (step.holder !== undefined) return step.holder;
  return step.operatorName === undefined ? before : { name: step.operatorName, phone: null, organisation: "" };
}

function applied(before: Folded, { sequence, kind, payload }: ListedAct): Folded {
  const step = Step.safeParse(jsonIn(payload)).data;
  if (step === undefined) return { ...before, version: sequence };
  const survey = Survey.safeParse(step.act).data;
  const correction = Correction.safeParse(step.act).data;
  return {
    ...before,
    version: sequence,
    status: step.status ?? before.status,
    routes: step.routes ?? before.routes,
    deadlines: step.deadlines ?? before.deadlines,
    caseOwner: ownerAfter(before.caseOwner, kind, step),
    form: correction === undefined ? before.form : corrected(before.form, correction),
    outsideLines: survey === undefined ? before.outsideLines : measured(before.outsideLines, survey),
  };
}

const isBlank = (value: unknown): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * Whether an agency sees a section: its own, and what belongs to no utility. The profile says whose a section is. Where it
 * is not at hand, a section with the name of any known utility is taken for that utility's.
 */
function isShown(
  section: string,
  utility: string | null,
  { profile, utilities }: Folded,
  atHand: ProfilesAtHand,
): boolean {
  const owner = atHand.ownerOf(profile?.id ?? null, section);
  if (owner !== undefined) return owner === null || owner === utility;
  return section === utility || !(utilities.includes(section) || atHand.utilities.has(section));
}

/** A listed application as an agency sees it: of lines and routes a utility sees its own, a department every one. */
export function viewForAgency(
  { line, over, payload, acts }: ListedApplication,
  utility: string | null,
  atHand: ProfilesAtHand,
): AgencyApplication {
  const folded = acts.reduce(applied, begin(payload));
  const isOwn = (one: { utility: string }): boolean => utility === null || one.utility === utility;
  const form = Object.entries(folded.form).filter(
    ([section, fields]) => isShown(section, utility, folded, atHand) && !Object.values(fields).every(isBlank),
  );
  return {
    ...line,
    ...folded,
    over,
    routes: folded.routes.filter(isOwn),
    form: Object.fromEntries(form),
    outsideLines: folded.outsideLines.filter(isOwn),
  };
}
