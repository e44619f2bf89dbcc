import type { ApplicationContent, ContactRow, OutageEntry } from "#shared/case/application.ts";
import type { JointCheck } from "#shared/case/joint-check.ts";
import { profileFor } from "#shared/profile/services.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { type ApplicationRow, insertApplication } from "#station/db/applications.ts";
import type { Decision } from "#station/db/stored-case.ts";
import { insertDeadlineEvent } from "#station/db/deadline-events.ts";
import { insertContact } from "#station/db/contacts.ts";
import { deleteDraft } from "#station/db/drafts.ts";
import { deleteJointChecks } from "#station/db/joint-checks.ts";
import { keepProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { agreedTimeOf, deadlinesAtIntake } from "#station/records/deadlines.ts";
import { noteCaseKeys } from "#station/records/case-keys.ts";
import { consentAudit } from "./consent.ts";
import { bindConsentFiles } from "./consent-files.ts";
import type { ValidatedDraft } from "#station/records/validate-draft.ts";
import { nextNumber } from "#station/core/next-number.ts";
import type { ActorUnit } from "#station/core/unit-of-work.ts";
import { bindCheck } from "./joint-check.ts";
import { type ReadLateEntry, contactsOf } from "./late-entry.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import { contactsBefore } from "./visits.ts";
import { decide, documentsFor } from "./decide.ts";

/** What the audit log holds of joint check, consent and paper form; no name. */
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

/** What the audit log holds of the roster: assignments by roster entry, referrals and the picked lead; no name. */
const rosterAudit = ({ dispatches: assignments = [] }: Decision, { lead }: ApplicationContent) => {
  const sent = assignments.map(({ utility, specialist, referral }) => ({
    utility,
    specialist: specialist?.id ?? null,
    referral,
  }));
  return { ...(sent.length === 0 ? {} : { dispatches: sent }), ...(lead === undefined ? {} : { lead }) };
};

/** The record as it is hashed, sent and printed; its bytes never change. */
const recordOf = (
  row: Omit<ApplicationRow, "hash" | "intakeKey" | "intakeHash">,
  { profile }: LoadedProfile,
  contacts: ContactRow[],
  jointCheck: JointCheck | null | undefined,
) => ({ ...row, documentNumber: profile.documentNumber, profileVersion: profile.version, contacts, jointCheck });

/** Null records that a consent replaces the joint check; the key is absent if no check was needed. */
const absentCheck = ({ consent }: ApplicationContent): null | undefined =>
  consent?.insteadOfCheck === true ? null : undefined;

/** An intake that passed every check, before anything is written. */
export type CheckedIntake = {
  key: string;
  intakeHash: string;
  read: ValidatedDraft;
  later: ReadLateEntry;
  jointCheck: JointCheck | undefined;
};

/** Writes the application and all that belongs to it, inside the intake's unit of work. */
export function writeApplication(unit: ActorUnit, loaded: LoadedProfile, intake: CheckedIntake): ApplicationRow {
  const { context, actor, at } = unit;
  const { key, intakeHash, read, later, jointCheck } = intake;
  const { db } = context;
  const { outage } = later;
  // A paper form counts from its receipt; its acceptance number is of today.
  const receivedAt = outage?.receivedAt ?? at;
  const contacts = contactsOf(
    actor,
    later.receiver,
    { outage, channel: read.content.channel, at },
    contactsBefore(context, key),
  );
  const decision = decide(unit, loaded, read, contacts);
  const id = context.newId();
  const record = {
    id,
    acceptanceNumber: nextNumber(unit),
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
  const agreed = agreedTimeOf(loaded.profile, read.content.form);
  const events = { intake: receivedAt, ...(agreed === null ? {} : { "agreed-time": agreed }) };
  const routes = decision.routes.map(({ route }) => route);
  const payload = canonicalJson({
    ...recordOf(record, loaded, contacts, jointCheck ?? absentCheck(read.content)),
    deadlines: deadlinesAtIntake(context, profileFor(loaded.profile, read.content.service), events, routes),
  });
  const row: ApplicationRow = { ...record, intakeKey: key, intakeHash, hash: sha256(payload) };

  keepProfileSnapshot(db, {
    hash: loaded.hash,
    profileId: loaded.profile.id,
    version: loaded.profile.version,
    body: loaded.body,
  });
  const rowid = insertApplication(db, row, strictestRoute(routes));
  noteCaseKeys(db, loaded.profile, read.content, rowid);
  contacts.forEach((contact) => insertContact(db, id, contact));
  insertDeadlineEvent(db, id, "intake", receivedAt);
  if (agreed !== null) insertDeadlineEvent(db, id, "agreed-time", agreed);
  unit.emit({ kind: "application.accepted", id });
  const entry = { key, kind: "application.accepted", applicationId: id, sequence: 1 } as const;
  unit.enqueue({ ...entry, payload, payloadHash: row.hash });
  for (const document of documentsFor(read.content, decision.routes))
    unit.print({ applicationId: id, ...document, recordVersion: 1, recordHash: row.hash, why: null });
  deleteDraft(db, key);
  if (read.content.consent !== undefined) bindConsentFiles(unit, key, id, read.content.consent.files);
  // An unconfirmed check, or one of other content, is no part of the application.
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
