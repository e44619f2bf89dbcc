import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { readTravellingRecord } from "#shared/case/remote-record.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { findApplication, insertApplication, type ApplicationRow } from "#station/db/applications.ts";
import { insertDeadlineEvent } from "#station/db/deadline-events.ts";
import { insertContact } from "#station/db/contacts.ts";
import { keepRemoteOperator } from "#station/db/operators.ts";
import type { PulledEntry } from "#station/db/pulled-entries.ts";
import { findStationName, keepRemoteStation } from "#station/db/stations.ts";
import { agreedTimeOf } from "#station/records/deadlines.ts";
import { profileOf, viewApplication } from "#station/records/application.ts";
import { noteCaseKeys } from "#station/records/case-keys.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { isOwnWindow, remoteStationId } from "#station/records/remote-applications.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { Unit } from "#station/core/unit-of-work.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import { keepRulesOf } from "./remote-rules.ts";

/** An entry of another window that is no part of the record here, and why. */
export class NotTaken extends Error {
  readonly reason: Bilingual;

  constructor(reason: Bilingual) {
    super(reason.en);
    this.name = "NotTaken";
    this.reason = reason;
  }
}

/**
 * The window of an entry among those known here; this one where it lost what it had sent. A namesake of this window
 * is told apart by its prefix.
 */
export function keepWindow(context: StationContext, { windowName, windowPrefix }: PulledEntry): string {
  if (isOwnWindow(context, windowPrefix)) return context.station().id;
  const id = remoteStationId(windowPrefix);
  const name = windowName === context.station().name ? `${windowName}（${windowPrefix}）` : windowName;
  if (findStationName(context.db, id) !== name) keepRemoteStation(context.db, { id, name, prefix: windowPrefix });
  return id;
}

/**
 * Keeps an application of another window as it was accepted there: it is found, shown and acted on like any other.
 * Nothing of it is sent, printed or numbered here. Throws {@link NotTaken} where the record is invalid or its number
 * is already taken.
 */
export function takeRemote(unit: Unit, entry: PulledEntry): ApplicationRow {
  const { context } = unit;
  const { db } = context;
  const record = readTravellingRecord(jsonIn(entry.payload));
  if (record === null || record.id !== entry.applicationId)
    throw new NotTaken(bilingual("内容不合约定，读不懂", "its content is not by the contract"));
  if (findApplication(db, record.acceptanceNumber) !== null)
    throw new NotTaken(
      bilingual(
        `受理编号与本窗口另一份申请相同：${record.acceptanceNumber}`,
        `another application here carries its number: ${record.acceptanceNumber}`,
      ),
    );
  const stationId = keepWindow(context, entry);
  for (const { operatorId, operatorName, organisation } of record.contacts)
    keepRemoteOperator(db, { id: operatorId, name: operatorName, phone: "", organisation });
  const { dutyHolder } = record.decision;
  keepRemoteOperator(db, {
    id: dutyHolder.operatorId,
    name: dutyHolder.name,
    phone: dutyHolder.phone,
    organisation: dutyHolder.organisation,
  });
  keepRulesOf(context, record);
  const { id, acceptanceNumber, profileHash, profileId, acceptedAt, acceptedOn, content, decision } = record;
  const row: ApplicationRow = {
    id,
    intakeKey: entry.key,
    intakeHash: entry.payloadHash,
    acceptanceNumber,
    profileHash,
    profileId,
    status: "accepted",
    acceptedAt,
    acceptedOn,
    stationId,
    content,
    decision,
    version: 1,
    hash: entry.payloadHash,
  };
  const rowid = insertApplication(db, row, strictestRoute(decision.routes.map(({ route }) => route)));
  const profile = profileOf(context, row);
  noteCaseKeys(db, profile, content, rowid);
  for (const contact of record.contacts) insertContact(db, id, { ...contact, stationId });
  insertDeadlineEvent(db, id, "intake", acceptedAt);
  const agreed = agreedTimeOf(profile, content.form);
  if (agreed !== null) insertDeadlineEvent(db, id, "agreed-time", agreed);
  unit.audit("application.pulled", id, { acceptanceNumber, hash: row.hash, window: entry.windowPrefix });
  // Whatever could not be shown is no part of the record: it is found out here, not by whoever opens it.
  viewApplication(context, row);
  viewCase(context, id, "clerk");
  return row;
}
