import type { ApplicationContent, ContactRow } from "#shared/case/application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { type DutyHolding, dutyHolder } from "#shared/case/first-contact.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { localDateOf } from "#shared/time/instant.ts";
import type { Decision } from "#station/db/stored-case.ts";
import { findOperator } from "#station/db/operators.ts";
import { isServiceAccount } from "#station/db/service-accounts.ts";
import type { ValidatedDraft } from "#station/records/validate-draft.ts";
import type { ActorUnit } from "#station/core/unit-of-work.ts";
import { assignmentsAt } from "#station/roster/assignment.ts";
import { leadAtIntake, leadPickOf } from "#station/records/lead.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { decideRoutes, needsApproval } from "#station/rules/routing.ts";

type DocumentRef = { kind: DocumentKind; utility: string | null };

/** The documents of an intake: a kiosk gives a slip; a window also prints the form, the voucher, and what the routes need. */
export function documentsFor(content: ApplicationContent, routes: RouteDecision[]): DocumentRef[] {
  const whole = (kind: DocumentKind): DocumentRef => ({ kind, utility: null });
  if (content.channel === "kiosk") return [whole("slip")];
  const letters = routes
    .filter((route) => route.letter)
    .map((route): DocumentRef => ({ kind: "commitment-letter", utility: route.utility }));
  const approval = needsApproval(routes) ? [whole("approval-sheet")] : [];
  return [whole("unified-form"), whole("voucher"), ...letters, ...approval, whole("slip")];
}

/** Notes for the case owner line if the rule can be read in another way. */
function otherwiseOf({ alternative, assumption }: DutyHolding): { otherwise?: Bilingual[] } {
  const otherwise = [alternative?.text, assumption?.text].filter((text) => text !== undefined);
  return otherwise.length === 0 ? {} : { otherwise };
}

/** Why a program stands in the place of a person: nobody has handled what it sent in. */
const nobodyYet = ({ contact, rule }: DutyHolding): Bilingual =>
  bilingual(
    `由服务账号“${contact.operatorName}”从线上报入，还没有工作人员经办；请值班主管移交给责任人（${rule.clause}）`,
    `Sent in online by the service account "${contact.operatorName}"; no person has handled it yet. ` +
      `The supervisor hands it over to a case owner (${rule.clause})`,
  );

/** Decides at intake: routes, case owner, assignments and lead. */
export function decide(
  { context, actor, at }: ActorUnit,
  { profile }: LoadedProfile,
  read: ValidatedDraft,
  contacts: ContactRow[],
): Decision {
  const chain = contacts.map((contact) => ({ ...contact, processed: true }));
  const duty = dutyHolder(profile.firstContact, chain);
  const holder = findOperator(context.db, duty.contact.operatorId) ?? actor.operator;
  const isProgram = isServiceAccount(context.db, holder.id);
  const routes = decideRoutes(context, profile, read.content.outsideLines);
  // The first receiver accepts it, on the day of receipt; it is assigned now.
  const [receiver] = contacts;
  const assignments = assignmentsAt(context.db, profile.id, read.content.utilities, {
    operatorId: receiver?.operatorId ?? actor.operator.id,
    receivedOn: localDateOf(receiver?.at ?? at),
    at,
  });
  // No lead is picked where no approval can be needed.
  const pick =
    read.content.service === undefined
      ? leadPickOf(profile, actor.station, read.content.lead, { assignments, contacts })
      : null;
  return {
    routes,
    dutyHolder: {
      operatorId: holder.id,
      name: holder.name,
      phone: holder.phone,
      organisation: holder.organisation,
      reason: isProgram ? nobodyYet(duty) : duty.reason,
      clause: duty.rule.clause,
      ...otherwiseOf(duty),
    },
    lead: leadAtIntake(profile, contacts, pick, needsApproval(routes)),
    ...(pick === null ? {} : { leadPick: pick }),
    dispatches: assignments,
    warnings: read.warnings,
  };
}
