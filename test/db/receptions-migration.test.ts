import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { listPrints, requestPrint } from "#station/printing/print-requests.ts";
import { refuseVisit } from "#station/intake/reception.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 12: a store from before receptions keeps every print job; a job belongs to an application or a reception only", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation();
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const jobs = context.db.prepare("SELECT * FROM print_jobs ORDER BY id").all();
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 13), join(dir, "hall.db"));
  const open = await openStation(earlier, { ...testProfiles() });
  try {
    const { db } = open.context;
    expect(db.prepare("SELECT * FROM print_jobs ORDER BY id").all()).toEqual(jobs);
    db.exec("UPDATE print_jobs SET outcome = 'sent'");
    expect(
      requestPrint(open.context, actor, { applicationId: id, kind: "voucher", utility: null, why: "补打" }).copy,
    ).toBe(2);
    expect(listPrints(open.context, id)).toHaveLength(jobs.length + 1);
    expect(
      refuseVisit(open.context, actor, {
        draftId: randomUUID(),
        body: yunhaiDraft(),
        ground: "other",
        reason: "试",
        goTo: null,
      }).prints,
    ).toHaveLength(1);
    expect(() =>
      db
        .prepare(
          `INSERT INTO print_jobs (id, application_id, kind, utility, copy, record_version, record_hash,
            outcome, reason, requested_by, why, created_at, changed_at)
            SELECT 'x', 'nobody', kind, utility, copy, record_version, record_hash, outcome, reason,
            requested_by, why, created_at, changed_at FROM print_jobs LIMIT 1`,
        )
        .run(),
    ).toThrow("belongs to an application or a reception");
    expect(() => db.prepare("DELETE FROM receptions").run()).toThrow("insert only");
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
