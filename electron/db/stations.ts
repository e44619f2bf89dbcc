import type { Db } from "./database.ts";
import { noteGuarded } from "./guarded-rows.ts";
import { prepared } from "./prepared.ts";

/** A station of the hall (窗口); its prefix begins every acceptance number given here. */
export type Station = {
  id: string;
  name: string;
  prefix: string;
  kioskDutyOperatorId: string;
  /** The unit to which the station belongs; null for a shared one (共用窗口). */ organisation: string | null;
};

type Row = { id: string; name: string; prefix: string; kiosk_duty_operator_id: string; organisation: string | null };

/** The station of this machine; a hall folder holds exactly one. */
export function findStation(db: Db): Station | null {
  const row = prepared<[], Row>(db, "SELECT * FROM stations WHERE remote = 0 LIMIT 1").get();
  return row
    ? {
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        kioskDutyOperatorId: row.kiosk_duty_operator_id,
        organisation: row.organisation,
      }
    : null;
}

/** Adds the station of this machine. */
export function insertStation(db: Db, station: Omit<Station, "organisation">): void {
  noteGuarded(db, "stations", station.id);
  prepared(db, "INSERT INTO stations (id, name, prefix, kiosk_duty_operator_id) VALUES (?, ?, ?, ?)").run(
    station.id,
    station.name,
    station.prefix,
    station.kioskDutyOperatorId,
  );
}

/** Takes over the prefix that the centre issued; numbers already given keep theirs. */
export function setStationPrefix(db: Db, id: string, prefix: string): void {
  noteGuarded(db, "stations", id);
  prepared(db, "UPDATE stations SET prefix = ? WHERE id = ?").run(prefix, id);
}

/** Sets the unit to which the station belongs; null makes it a shared one. */
export function setStationOrganisation(db: Db, id: string, organisation: string | null): void {
  noteGuarded(db, "stations", id);
  prepared(db, "UPDATE stations SET organisation = ? WHERE id = ?").run(organisation, id);
}

/** Stores the name of another station of the hall. */
export function keepRemoteStation(db: Db, station: { id: string; name: string; prefix: string }): void {
  prepared(
    db,
    `INSERT INTO stations (id, name, prefix, kiosk_duty_operator_id, remote) SELECT ?, ?, ?,
      kiosk_duty_operator_id, 1 FROM stations WHERE remote = 0
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE remote = 1`,
  ).run(station.id, station.name, station.prefix);
}

/** The name of a station of the hall; null if no record of it ever came. */
export const findStationName = (db: Db, id: string): string | null =>
  prepared<[string], string>(db, "SELECT name FROM stations WHERE id = ?").pluck().get(id) ?? null;
