import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { listActs, listCorrectedRows, listUndoneActs, undoActs } from "#station/db/acts.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { performAct } from "#station/cases/acts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 64: a store from before undone acts opens with its acts, still never changed or removed, only undone, once", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: {
      kind: "details.corrected",
      reason: "录入错误",
      changes: [{ section: "header", field: "contact", value: "示例更正人" }],
    },
  });
  performAct(context, actor, {
    applicationId: id,
    shownVersion: 2,
    act: { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null },
  });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(
    earlier,
    allMigrations.slice(
      0,
      allMigrations.findIndex((sql) => sql.includes("acts_kept")),
    ),
    join(dir, "hall.db"),
  );
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const { db } = open.context;
    expect(listActs(db, id)).toEqual(listActs(context.db, id));
    expect(listCorrectedRows(db)).toHaveLength(1);
    for (const change of ["UPDATE acts SET at = 'x'", "UPDATE acts SET undone = 1, kind = 'x'", "DELETE FROM acts"])
      expect(() => db.exec(change), change).toThrow("acts are insert only");
    undoActs(db, id, 3);
    expect([listActs(db, id).map(({ seq }) => seq), listUndoneActs(db, id).map(({ seq }) => seq)]).toEqual([[2], [3]]);
    expect(() => db.exec("UPDATE acts SET undone = 0")).toThrow("acts are insert only");
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
