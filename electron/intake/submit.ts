import type { Application, ApplicationContent, ContactRow, OutageEntry } from "#shared/case/application.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { IntakeCheck } from "#shared/contract/intake.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { dutyHolder, type DutyHolding } from "#shared/case/first-contact.ts";
import type { JointCheck } from "#shared/case/joint-check.ts";
import { NOTHING_WRITTEN, ProblemError, badInput, problem } from "#shared/lib/problem.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { rulesChanged } from "#shared/profile/rules-changed.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { findApplicationByKey, insertApplication, type ApplicationRow } from "#station/db/applications.ts";
import type { Decision } from "#station/db/stored-case.ts";
import { insertDeadlineEvent } from "#station/db/deadline-events.ts";
import { insertContact } from "#station/db/contacts.ts";
import { deleteDraft } from "#station/db/drafts.ts";
import { deleteJointChecks, findJointCheck, type JointCheckRow } from "#station/db/joint-checks.ts";
import { takeSerial } from "#station/db/number-series.ts";
import { findOperator } from "#station/db/operators.ts";
import { keepProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { agreedTimeOf } from "#station/records/deadlines.ts";
import { viewApplication } from "#station/records/application.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import { noteCaseKeys } from "#station/records/case-keys.ts";
import { consentAudit, readConsent } from "./consent.ts";
import { bindConsentFiles } from "./consent-files.ts";
import { validateDraft, type ValidatedDraft } from "#station/records/validate-draft.ts";
import { noteDuplicates, resolveDuplicates, type DuplicateWord } from "./duplicates.ts";
import { findPreviousApplication } from "./previous-application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, type ActorUnit } from "#station/core/unit-of-work.ts";
import { hashOfBody } from "./drafts.ts";
import { assignmentsAt } from "#station/roster/assignment.ts";
import { leadAtIntake, leadPickOf } from "#station/records/lead.ts";
import { bindCheck, dropSignature, jointCheckFor, type IntakePlace } from "./joint-check.ts";
import { contactsOf, readOutage, acceptPaperForm, type ReadOutage } from "./late-entry.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { contactsBefore } from "./reception.ts";
import { decideRoutes, needsApproval, strictestRoute } from "#station/rules/routing.ts";

/** Checks a draft as it is typed; nothing is stored. */
export function checkIntake(context: StationContext, actor: Actor, body: DraftBody): IntakeCheck {
  const { profile } = profileForDraft(context, body);
  const { problems, warnings } = validateDraft(profile, body, context.now(), context);
  const agreed = readConsent(context, profile, null, body, context.now());
  const previous = findPreviousApplication(context, body);
  return {
    problems: [
      ...readOutage(context, actor, body, context.now()).problems,
      ...agreed.problems,
      ...previous.problems,
      ...problems,
    ],
    warnings: [...warnings, ...previous.warnings, ...agreed.warnings],
  };
}

function keyClash(row: ApplicationRow) {
  return problem(
    "key-used",
    bilingual(
      `这份申请已经受理，编号 ${row.acceptanceNumber}，但内容与这次提交的不同。`,
      `This application was already accepted as ${row.acceptanceNumber}, with other content.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请打开已受理的申请核对；需要另报一份时请新建。",
      "Open the accepted application and compare; start a new one if another is meant.",
    ),
  );
}

type DocumentRef = { kind: DocumentKind; utility: string | null };

/** The sheets that come with intake: a kiosk gives a slip; a window also prints the form, the voucher, and what the routes need. */
function documentsFor(content: ApplicationContent, routes: RouteDecision[]): DocumentRef[] {
  const whole = (kind: DocumentKind): DocumentRef => ({ kind, utility: null });
  if (content.channel === "kiosk") return [whole("slip")];
  const letters = routes
    .filter((route) => route.letter)
    .map((route): DocumentRef => ({ kind: "commitment-letter", utility: route.utility }));
  const approval = needsApproval(routes) ? [whole("approval-sheet")] : [];
  return [whole("unified-form"), whole("voucher"), ...letters, ...approval, whole("slip")];
}

/** What stands beside the duty holder where the rule could be read otherwise. */
function otherwiseOf({ alternative, assumption }: DutyHolding): { otherwise?: Bilingual[] } {
  const otherwise = [alternative?.text, assumption?.text].filter((text) => text !== undefined);
  return otherwise.length === 0 ? {} : { otherwise };
}

function decide(
  { context, actor, at }: ActorUnit,
  { profile }: LoadedProfile,
  read: ValidatedDraft,
  contacts: ContactRow[],
): Decision {
  const chain = contacts.map((contact) => ({ ...contact, processed: true }));
  const duty = dutyHolder(profile.firstContact, chain);
  const holder = findOperator(context.db, duty.contact.operatorId) ?? actor.operator;
  const routes = decideRoutes(context, profile, read.content.outsideLines);
  // Who received it first accepts it, on that day; it is sent out now.
  const [receiver] = contacts;
  const assignments = assignmentsAt(
    context.db,
    profile.id,
    read.content.utilities,
    { operatorId: receiver?.operatorId ?? actor.operator.id, receivedOn: localDateOf(receiver?.at ?? at) },
    at,
  );
  // Nobody leads an approval where none can be needed.
  const pick =
    read.content.service === undefined
      ? leadPickOf(profile, actor.station, read.content.lead, assignments, contacts)
      : null;
  return {
    routes,
    dutyHolder: {
      operatorId: holder.id,
      name: holder.name,
      phone: holder.phone,
      organisation: holder.organisation,
      reason: duty.reason,
      clause: duty.rule.clause,
      ...otherwiseOf(duty),
    },
    lead: leadAtIntake(profile, contacts, pick, needsApproval(routes)),
    ...(pick === null ? {} : { leadPick: pick }),
    dispatches: assignments,
    warnings: read.warnings,
  };
}

/** What the audit holds of a check: when, over which content, with which signature, and nobody's name. */
const auditOf = (check: JointCheck | undefined, outage: OutageEntry | null, content: ApplicationContent) => ({
  ...checkAudit(check),
  ...consentAudit(content.consent ?? null),
  ...(outage === null
    ? {}
    : {
        outage: {
          paperNumber: outage.paperNumber,
          receivedAt: outage.receivedAt,
          receivedBy: outage.receivedBy,
          enteredBy: outage.enteredBy,
        },
      }),
});
const checkAudit = (check: JointCheck | undefined) =>
  check === undefined
    ? {}
    : {
        jointCheck: {
          confirmedAt: check.confirmedAt,
          contentHash: check.contentHash,
          signatureHash: check.signatureHash,
        },
      };

/** What the audit holds of the roster: to which entries the parts were sent, which as referrals, and the picked lead; nobody's name. */
const rosterAudit = ({ dispatches: assignments = [] }: Decision, { lead }: ApplicationContent) => {
  const sent = assignments.map(({ utility, specialist, referral }) => ({
    utility,
    specialist: specialist?.id ?? null,
    referral,
  }));
  return { ...(sent.length === 0 ? {} : { dispatches: sent }), ...(lead === undefined ? {} : { lead }) };
};

/** The record as it is hashed, pushed and printed; its bytes never change. */
const recordOf = (
  row: Omit<ApplicationRow, "hash" | "intakeKey" | "intakeHash">,
  documentNumber: string,
  profileVersion: number,
  contacts: ContactRow[],
  jointCheck: JointCheck | null | undefined,
) => ({ ...row, documentNumber, profileVersion, contacts, jointCheck });

/** Null says in the record itself that there was no check and a consent stands for it; left out where none was asked for. */
const absentCheck = ({ consent }: ApplicationContent): null | undefined =>
  consent?.insteadOfCheck === true ? null : undefined;

/** What an intake was found to hold before anything of it is written. */
type CheckedIntake = {
  key: string;
  intakeHash: string;
  read: ValidatedDraft;
  later: ReadOutage;
  jointCheck: JointCheck | undefined;
};

function writeApplication(unit: ActorUnit, loaded: LoadedProfile, intake: CheckedIntake): ApplicationRow {
  const { context, actor, at } = unit;
  const { key, intakeHash, read, later, jointCheck } = intake;
  const { db } = context;
  const on = localDateOf(at);
  const { outage } = later;
  // A paper form counts from its true receipt; its number is of the day on which it is given.
  const receivedAt = outage?.receivedAt ?? at;
  const contacts = contactsOf(
    actor,
    later.receiver,
    { outage, channel: read.content.channel, at },
    contactsBefore(context, key),
  );
  const decision = decide(unit, loaded, read, contacts);
  const serial = takeSerial(db, actor.station.prefix, Number(on.slice(0, 4)));
  const id = context.newId();
  const record = {
    id,
    acceptanceNumber: formatAcceptanceNumber({ prefix: actor.station.prefix, year: Number(on.slice(0, 4)), serial }),
    profileHash: loaded.hash,
    profileId: loaded.profile.id,
    status: "accepted" as const,
    acceptedAt: receivedAt,
    acceptedOn: localDateOf(receivedAt),
    stationId: actor.station.id,
    content: outage === null ? read.content : { ...read.content, outage },
    decision,
    version: 1,
  };
  const payload = canonicalJson(
    recordOf(
      record,
      loaded.profile.documentNumber,
      loaded.profile.version,
      contacts,
      jointCheck ?? absentCheck(read.content),
    ),
  );
  const row: ApplicationRow = { ...record, intakeKey: key, intakeHash, hash: sha256(payload) };

  keepProfileSnapshot(db, {
    hash: loaded.hash,
    profileId: loaded.profile.id,
    version: loaded.profile.version,
    body: loaded.body,
  });
  const rowid = insertApplication(db, row, strictestRoute(decision.routes.map((route) => route.route)));
  noteCaseKeys(db, loaded.profile, read.content, rowid);
  contacts.forEach((contact) => insertContact(db, id, contact));
  insertDeadlineEvent(db, id, "intake", receivedAt);
  const agreed = agreedTimeOf(loaded.profile, read.content.form);
  if (agreed !== null) insertDeadlineEvent(db, id, "agreed-time", agreed);
  unit.emit({ kind: "application.accepted", id });
  const entry = { key, kind: "application.accepted", applicationId: id, sequence: 1 };
  unit.enqueue({ ...entry, payload, payloadHash: row.hash });
  for (const document of documentsFor(read.content, decision.routes))
    unit.print({ applicationId: id, ...document, recordVersion: 1, recordHash: row.hash, why: null });
  deleteDraft(db, key);
  if (read.content.consent !== undefined) bindConsentFiles(unit, key, id, read.content.consent.files);
  // A check that was never confirmed, or of other content, is no part of the application.
  if (jointCheck === undefined) deleteJointChecks(db, key);
  else bindCheck(unit, key, id, jointCheck);
  unit.emit({ kind: "check.changed", draftId: key });
  unit.audit("application.accepted", id, {
    acceptanceNumber: row.acceptanceNumber,
    hash: row.hash,
    profileHash: row.profileHash,
    ...auditOf(jointCheck, outage, read.content),
    ...rosterAudit(decision, read.content),
  });
  return row;
}

/** What an intake comes to; `givenCheck` is the joint check that it found. */
type Intake = { application: Application; givenCheck: JointCheckRow | null };

/** Accepts an application (受理). The same key again gives the same application. */
export function submitApplication(
  context: StationContext,
  actor: Actor,
  key: string,
  body: DraftBody,
  place: IntakePlace = "window",
  duplicate: DuplicateWord = "note",
): Application {
  const loaded = profileForDraft(context, body);
  const intakeHash = hashOfBody(body);
  const read = validateDraft(loaded.profile, body, context.now(), context);
  const later = readOutage(context, actor, body, context.now());
  const agreed = readConsent(context, loaded.profile, key, body, context.now());
  const previous = findPreviousApplication(context, body);
  const { application, givenCheck } = change(context, actor, (unit): Intake => {
    const before = findApplicationByKey(context.db, key);
    if (before) {
      if (before.intakeHash !== intakeHash) throw keyClash(before);
      return { application: viewApplication(context, before), givenCheck: null };
    }
    if (body.profileVersion !== undefined && body.profileVersion !== loaded.profile.version)
      throw new ProblemError(rulesChanged(loaded.profile, body.profileVersion));
    const shownCheck = findJointCheck(context.db, key);
    const problems = [...later.problems, ...agreed.problems, ...previous.problems, ...read.problems];
    if (problems.length > 0) throw badInput(problems);
    // Paper of an outage was gone through at the counter then; nobody stands there now to check it again.
    const { check, warnings } = jointCheckFor(
      context,
      loaded,
      key,
      read.content,
      later.outage === null ? place : "paper-form",
    );
    const duplicates = resolveDuplicates(context, loaded.profile, read.content, duplicate);
    const content = {
      ...read.content,
      ...previous.link,
      ...(agreed.consent === null ? {} : { consent: agreed.consent }),
    };
    const notes = [...read.warnings, ...previous.warnings, ...agreed.warnings, ...warnings, ...duplicates.warnings];
    const written = writeApplication(unit, loaded, {
      key,
      intakeHash,
      read: { content, problems, warnings: notes },
      later,
      jointCheck: check,
    });
    if (later.outage !== null) acceptPaperForm(context, later.outage, written.id);
    noteDuplicates(unit, written.id, duplicates);
    // Read before the commit: each read after it would lock the store anew.
    return { application: viewApplication(context, written), givenCheck: shownCheck };
  });
  // A check of other content is given up by the intake, its signature with it.
  dropSignature(context, givenCheck);
  return application;
}
