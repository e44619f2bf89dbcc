import { PublishedRoster } from "#shared/profile/published-roster.ts";
import type { Instant } from "#shared/time/instant.ts";
import { readKeptJson } from "./json-column.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import type { SpecialistRow } from "./specialists.ts";
import { prepared } from "./prepared.ts";

type Row = { version: number; body_sealed: Sealed; taken_at: string };
type Absence = SpecialistRow["absences"][number];

/** Takes the place of an operator's id where this hall records who wrote something. */
const CENTRE = "centre";

/** Stores a version of the centre's roster, which is in force from then on. */
export function keepCentreRoster(db: Db, roster: PublishedRoster, at: Instant): void {
  prepared(
    db,
    "INSERT INTO centre_rosters (profile_id, version, body_sealed, taken_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  ).run(roster.profile, roster.version, seal(JSON.stringify(roster)), at);
}

const newest = (db: Db, profileId: string): Row | undefined =>
  prepared<[string], Row>(
    db,
    "SELECT version, body_sealed, taken_at FROM centre_rosters WHERE profile_id = ? ORDER BY version DESC LIMIT 1",
  ).get(profileId);

/** The text and version of the roster in force; null if the centre published none for the locality. */
export function findCentreRoster(db: Db, profileId: string): { version: number; text: string } | null {
  const row = newest(db, profileId);
  return row === undefined ? null : { version: row.version, text: unseal(row.body_sealed) };
}

const kept = new WeakMap<Db, Map<string, PublishedRoster>>();

/** The text is compared with the centre's, so it is kept as it came. A version never changes, so it is parsed once. */
function readRoster(db: Db, profileId: string, { version, body_sealed: body }: Row): PublishedRoster {
  const ofStore = kept.get(db) ?? new Map<string, PublishedRoster>();
  kept.set(db, ofStore);
  const key = `${profileId}/${version}`;
  const roster = ofStore.get(key) ?? readKeptJson("centre_rosters.body_sealed", PublishedRoster, unseal(body), key);
  ofStore.set(key, roster);
  return roster;
}

const ABSENCES = `SELECT id, specialist_id AS specialistId, starts_on AS startsOn, ends_on AS endsOn,
   recorded_by AS recordedBy, recorded_at AS recordedAt, ended_by AS endedBy FROM centre_absences
   ORDER BY starts_on, rowid`;

/**
 * Everybody whom the centre's roster in force names for a locality, with absences from the roster and from this hall.
 */
export function listCentreSpecialists(db: Db, profileId: string): SpecialistRow[] {
  const row = newest(db, profileId);
  if (row === undefined) return [];
  const roster = readRoster(db, profileId, row);
  const own = roster.specialists.length === 0 ? [] : prepared<[], Absence>(db, ABSENCES).all();
  return roster.specialists.map(({ absences, ...person }) => {
    const id = `${CENTRE}/${profileId}/${person.id}`;
    const written = { recordedBy: CENTRE, recordedAt: row.taken_at };
    // Shown as ended by the centre, so that nobody here can take the absence back.
    const recorded = absences.map((away, nth): Absence => ({
      ...away,
      ...written,
      id: `${id}/${nth}`,
      specialistId: id,
      endedBy: CENTRE,
    }));
    return {
      ...person,
      ...written,
      id,
      profileId,
      operatorId: null,
      endedBy: null,
      centreVersion: row.version,
      absences: [...recorded, ...own.filter(({ specialistId }) => specialistId === id)],
    };
  });
}
