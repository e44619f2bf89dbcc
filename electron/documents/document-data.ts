import type { ApplicationContent, DeadlineLine } from "#shared/case/application.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { isClockDoubted } from "#shared/case/clock-warning.ts";
import { unitOf, type Assignment } from "#shared/case/assignment.ts";
import { findRole } from "#shared/profile/form.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { serviceName } from "#shared/profile/services.ts";
import type {
  ApprovalData,
  CorrectionData,
  DocumentData,
  LetterData,
  Marker,
} from "#templates/documents/document-data.ts";
import type { ConsentData } from "#templates/documents/record-text.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { listActs } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findJointCheckOf } from "#station/db/joint-checks.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { agreedTimeOf } from "#station/records/deadlines.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { deadlinesOf, profileOf } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { deadlineLines } from "#station/records/deadlines.ts";
import { validateDraft } from "#station/records/validate-draft.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import { hallName } from "#station/core/station-settings.ts";
import { windowOf } from "#station/records/remote-applications.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { assignmentsAt } from "#station/roster/assignment.ts";
import { leadAtIntake, leadNow, leadPickOf } from "#station/records/lead.ts";
import { findNotice } from "#station/records/notices.ts";
import { opinionsOnSheet } from "./approval-data.ts";
import { decideRoutes, needsApproval } from "#station/rules/routing.ts";
import { isTraining } from "#station/core/station-settings.ts";

/** The promising utility fills in its side of the letter by pen; only the site is known here. */
function letterOf(profile: Profile, form: FormValues, utility: string | null): LetterData | null {
  if (utility === null) return null;
  const byApplicant = profile.commitmentLetter.promisor.party === "applicant";
  const own = (role: "applicant" | "legal-representative" | "contact" | "phone") =>
    byApplicant ? findRole(profile.form, form, role) : null;
  return {
    utility,
    promisor: own("applicant"),
    legalRepresentative: own("legal-representative"),
    address: byApplicant ? findRole(profile.form, form, "site") : null,
    contact: own("contact"),
    phone: own("phone"),
    workFrom: null,
    workTo: null,
    workSite: findRole(profile.form, form, "site"),
    promisedOn: null,
  };
}

const approvalOf = (profile: Profile, form: FormValues): ApprovalData => ({
  legalRepresentative: findRole(profile.form, form, "legal-representative"),
  address: findRole(profile.form, form, "site"),
  workFrom: null,
  workTo: null,
  workSite: findRole(profile.form, form, "site"),
  opinions: [],
});

/** The assignments, each with its unit. */
const printedAssignments = (profile: Profile, sent: Assignment[]): NonNullable<DocumentData["assignments"]> =>
  sent.map((assignment) => ({ ...assignment, unit: unitOf(profile, sent, assignment.utility) }));

function lateEntryOf({ content: { outage } }: ApplicationRow): NonNullable<DocumentData["lateEntry"]> | null {
  return outage === undefined
    ? null
    : {
        paperNumber: outage.paperNumber,
        receivedAt: outage.receivedAt,
        receivedBy: outage.receivedByName,
        enteredAt: outage.enteredAt,
        enteredBy: outage.enteredByName,
      };
}

const consentOf = ({ content: { consent } }: ApplicationRow): ConsentData | null =>
  consent === undefined ? null : { ...consent, signed: consent.files.length > 0 };

function serviceOf(
  profile: Profile,
  { service, earlier: previous }: Pick<ApplicationContent, "service" | "earlier">,
): NonNullable<DocumentData["service"]> | null {
  const label = serviceName(profile, service);
  return label === null
    ? null
    : { label, change: service !== undefined, previousApplication: previous?.acceptanceNumber ?? null };
}

/** The corrections since acceptance, with fields named as on the form. */
function correctionsOf(context: StationContext, profile: Profile, row: ApplicationRow): CorrectionData[] {
  const nameOf = (section: string, field: string): string =>
    profile.form.sections.find((one) => one.id === section)?.fields.find((one) => one.id === field)?.label.zh ?? field;
  return listActs(context.db, row.id).flatMap(({ act, at, seq }) =>
    act.kind === "details.corrected"
      ? [{ at, version: seq, fields: act.changes.map((change) => nameOf(change.section, change.field)) }]
      : [],
  );
}

const documentDeadline = (line: DeadlineLine) => ({
  label: line.label,
  dueOn: line.dueOn,
  dueAt: line.dueAt,
  note: line.note,
});

/** The case owner, and the first receiver if a hand-over changed it. */
function holdersOf(context: StationContext, row: ApplicationRow): Pick<DocumentData, "dutyHolder" | "firstHolder"> {
  const now = dutyHolderNow(context, row);
  const first = row.decision.dutyHolder;
  return { dutyHolder: now, firstHolder: now.operatorId === first.operatorId ? null : first };
}

/** What the documents of an accepted application print; `utility` selects the commitment letter. */
export function dataOfApplication(
  context: StationContext,
  row: ApplicationRow,
  marker: Marker,
  { utility = null, kind = null }: { utility?: string | null; kind?: DocumentKind | null } = {},
): DocumentData {
  const profile = profileOf(context, row);
  const state = stateOf(context, row);
  const letterFor = utility ?? state.routes.find((route) => route.letter)?.utility ?? null;
  return {
    profile,
    number: row.acceptanceNumber,
    recordId: row.id,
    version: row.version,
    hash: row.hash,
    marker,
    exercise: isTraining(context),
    form: row.content.form,
    utilities: row.content.utilities,
    service: serviceOf(profile, row.content),
    routes: state.routes,
    deadlines: deadlinesOf(context, row).map(documentDeadline),
    ...holdersOf(context, row),
    lead: leadNow(context, profile, row, state),
    assignments: printedAssignments(profile, row.decision.dispatches ?? []),
    hall: hallName(context),
    window: windowOf(context, row),
    acceptedAt: row.acceptedAt,
    isClockDoubted: isClockDoubted(row.decision.warnings),
    lateEntry: lateEntryOf(row),
    jointCheckedAt: findJointCheckOf(context.db, row.id)?.confirmedAt ?? null,
    corrections: correctionsOf(context, profile, row),
    consent: consentOf(row),
    madeAt: row.acceptedAt,
    letter: letterOf(profile, row.content.form, letterFor),
    approval: { ...approvalOf(profile, row.content.form), ...opinionsOnSheet(context, profile, row, state) },
    notice: kind === null ? null : findNotice(context, profile, row.id, kind),
  };
}

/** What the documents of a draft would print, marked 预览. Invalid fields stay blank. */
export function dataOfDraft(
  context: StationContext,
  actor: Actor,
  body: DraftBody,
  utility: string | null,
): DocumentData {
  const { profile } = profileForDraft(context, body);
  const now = context.now();
  const { content } = validateDraft(profile, body, now);
  const routes = decideRoutes(context, profile, content.outsideLines);
  const agreed = agreedTimeOf(profile, content.form);
  const { operator } = actor;
  const chain = [
    {
      seq: 1,
      operatorId: operator.id,
      operatorName: operator.name,
      organisation: operator.organisation,
      stationId: actor.station.id,
      channel: body.channel,
      at: now,
    },
  ];
  const assignments = assignmentsAt(context.db, profile.id, content.utilities, {
    operatorId: operator.id,
    receivedOn: localDateOf(now),
    at: now,
  });
  return {
    profile,
    number: null,
    recordId: "draft",
    version: 0,
    hash: sha256(canonicalJson(content)),
    marker: "preview",
    exercise: isTraining(context),
    form: content.form,
    utilities: content.utilities,
    service: serviceOf(profile, content),
    routes,
    deadlines: deadlineLines(
      context,
      profile,
      { intake: now, ...(agreed === null ? {} : { "agreed-time": agreed }) },
      { routes: routes.map((route) => route.route) },
    ).map(documentDeadline),
    dutyHolder: { name: operator.name, phone: operator.phone, organisation: operator.organisation },
    lead: leadAtIntake(
      profile,
      chain,
      leadPickOf(profile, actor.station, content.lead, { assignments, contacts: chain }),
      needsApproval(routes),
    ),
    assignments: printedAssignments(profile, assignments),
    hall: hallName(context),
    window: actor.station.name,
    acceptedAt: null,
    madeAt: now,
    letter: letterOf(
      profile,
      content.form,
      utility ?? routes.find((route) => route.letter)?.utility ?? content.utilities[0] ?? null,
    ),
    approval: approvalOf(profile, content.form),
    notice: null,
  };
}
