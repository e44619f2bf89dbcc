import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findMaterials, undoMaterials } from "#station/db/materials.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { recordMaterials } from "#station/cases/materials.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 64: a store from before undone materials opens with them, still never changed or removed, only undone, once", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const material = (name: string) => ({
    id: randomUUID(),
    name,
    copies: 1,
    medium: "copy" as const,
    requirement: "",
    originalSeen: false,
    copyTaken: true,
    files: [],
  });
  recordMaterials(context, actor, { applicationId: id, shownVersion: 1, materials: [material("示例材料一")] });
  recordMaterials(context, actor, { applicationId: id, shownVersion: 2, materials: [material("示例材料二")] });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(
    earlier,
    allMigrations.slice(
      0,
      allMigrations.findIndex((sql) => sql.includes("materials_kept")),
    ),
    join(dir, "hall.db"),
  );
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const { db } = open.context;
    expect(findMaterials(db, id)).toEqual(findMaterials(context.db, id));
    for (const change of [
      "UPDATE materials SET at = 'x'",
      "UPDATE materials SET undone = 1, version = 9",
      "DELETE FROM materials",
    ])
      expect(() => db.exec(change), change).toThrow("materials are insert only");
    undoMaterials(db, id, 3);
    expect(findMaterials(db, id)?.materials.map(({ name }) => name)).toEqual(["示例材料一"]);
    expect(() => db.exec("UPDATE materials SET undone = 0")).toThrow("materials are insert only");
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
