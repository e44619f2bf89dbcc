import type { Interpretations } from "#shared/profile/routing-rules.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A supervisor's recorded interpretation of an ambiguity; the newest is in force. */
export type InterpretationRow = {
  profileId: string;
  ambiguity: string;
  interpretation: string;
  note: string;
  operatorId: string;
  at: Instant;
};

type Row = {
  profile_id: string;
  ambiguity: string;
  interpretation: string;
  note: string;
  operator_id: string;
  at: string;
};

/** Records an interpretation; earlier ones stay on record. */
export function insertInterpretation(db: Db, reading: InterpretationRow): void {
  prepared(
    db,
    "INSERT INTO interpretations (profile_id, ambiguity, interpretation, note, operator_id, at) VALUES (?, ?, ?, ?, ?, ?)",
  ).run(reading.profileId, reading.ambiguity, reading.interpretation, reading.note, reading.operatorId, reading.at);
}

/** Every recorded interpretation of a profile, oldest first. */
export function listInterpretations(db: Db, profileId: string): InterpretationRow[] {
  return prepared<[string], Row>(db, "SELECT * FROM interpretations WHERE profile_id = ? ORDER BY seq")
    .all(profileId)
    .map((row) => ({
      profileId: row.profile_id,
      ambiguity: row.ambiguity,
      interpretation: row.interpretation,
      note: row.note,
      operatorId: row.operator_id,
      at: row.at,
    }));
}

/** The interpretations in force, by ambiguity. */
export function interpretationsInForce(db: Db, profileId: string): Interpretations {
  return Object.fromEntries(listInterpretations(db, profileId).map((row) => [row.ambiguity, row.interpretation]));
}
