import { listCentreSpecialists } from "#station/db/centre-rosters.ts";
import type { Db } from "#station/db/database.ts";
import { listSpecialists, type SpecialistRow } from "#station/db/specialists.ts";

/** Everybody on a locality's roster: whom this hall put there, then whom the centre's roster in force names. Neither writes over the other. */
export const listRosterPeople = (db: Db, profileId: string): SpecialistRow[] => [
  ...listSpecialists(db, profileId),
  ...listCentreSpecialists(db, profileId),
];
