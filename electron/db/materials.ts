import type { Material } from "#shared/profile/materials.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredMaterials } from "./stored-case.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** The register of materials (材料登记) as it was recorded with one version of an application. */
export type MaterialsRow = {
  applicationId: string;
  version: number;
  at: Instant;
  operatorId: string;
  materials: Material[];
};

type Row = { application_id: string; version: number; at: string; operator_id: string; list_sealed: Sealed };

const list = jsonColumn("materials.list_sealed", StoredMaterials);

/**
 * Adds a recorded list. Earlier lists stay as they are; {@link undoMaterials} only marks those that no longer count.
 */
export function insertMaterials(db: Db, row: MaterialsRow): void {
  prepared(
    db,
    "INSERT INTO materials (application_id, version, at, operator_id, list_sealed) VALUES (?, ?, ?, ?, ?)",
  ).run(row.applicationId, row.version, row.at, row.operatorId, seal(list.write(row.materials)));
}

/** The list in force; null if none was ever recorded. */
export function findMaterials(db: Db, applicationId: string): MaterialsRow | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM materials WHERE application_id = ? AND undone = 0 ORDER BY version DESC LIMIT 1",
  ).get(applicationId);
  return row
    ? {
        applicationId: row.application_id,
        version: row.version,
        at: row.at,
        operatorId: row.operator_id,
        materials: list.read(unseal(row.list_sealed), `${row.application_id}/${row.version}`),
      }
    : null;
}

/** Marks the lists recorded from a version of an application on as no longer counting. */
export function undoMaterials(db: Db, applicationId: string, from: number): void {
  prepared(
    db,
    `UPDATE materials SET undone = (SELECT max(undone) + 1 FROM materials AS known
       WHERE known.application_id = materials.application_id) WHERE application_id = ? AND version >= ?
       AND undone = 0`,
  ).run(applicationId, from);
}
