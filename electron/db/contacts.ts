import type { ContactRow } from "#shared/case/application.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { Db } from "./database.ts";
import { unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

type Row = {
  seq: number;
  operator_id: string;
  name_sealed: Sealed;
  organisation: string;
  station_id: string;
  channel: Channel;
  at: string;
};

/** Adds a link to the contact chain (经手链). */
export function insertContact(db: Db, applicationId: string, contact: ContactRow): void {
  prepared(
    db,
    "INSERT INTO contacts (application_id, seq, operator_id, station_id, channel, at) VALUES (?, ?, ?, ?, ?, ?)",
  ).run(applicationId, contact.seq, contact.operatorId, contact.stationId, contact.channel, contact.at);
}

/** The contact chain of an application, first contact first. */
export function listContacts(db: Db, applicationId: string): ContactRow[] {
  return prepared<[string], Row>(
    db,
    `SELECT c.seq, c.operator_id, o.name_sealed, o.organisation, c.station_id, c.channel, c.at
       FROM contacts c JOIN operators o ON o.id = c.operator_id WHERE c.application_id = ? ORDER BY c.seq`,
  )
    .all(applicationId)
    .map((row) => ({
      seq: row.seq,
      operatorId: row.operator_id,
      operatorName: unseal(row.name_sealed),
      organisation: row.organisation,
      stationId: row.station_id,
      channel: row.channel,
      at: row.at,
    }));
}
