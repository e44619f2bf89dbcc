import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { grantAuthority } from "#station/roster/roster-entries.ts";
import { viewRoster } from "#station/roster/roster.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("rows 16, 18: a store from before the roster opens with its rows, no roster and a shared window, and accepts entries", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  // What an earlier version wrote knows nothing of parts sent out.
  context.db
    .prepare("UPDATE applications SET decision_sealed = json_remove(decision_sealed, '$.value.dispatches')")
    .run();
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 12), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(viewApplication(open.context, getApplicationRow(open.context, id)).assignments).toEqual([]);
    expect(viewCase(open.context, id, "clerk").next.map(({ kind }) => kind)).not.toContain("specialist.responded");
    expect(viewRoster(open.context, "yunhai")).toMatchObject({
      authorities: [],
      specialists: [],
      windowOrganisation: null,
    });
    const operator = findOperator(open.context.db, "supervisor-1");
    if (operator === null) throw new Error("the demo hall has no supervisor");
    grantAuthority(
      open.context,
      { operator, station: open.context.station() },
      { profileId: "yunhai", utility: "water", operatorId: "clerk-2", startsOn: "2026-09-18", endsOn: null },
    );
    expect(
      submitApplication(open.context, actor, {
        key: randomUUID(),
        body: yunhaiDraft({
          form: { header: { applicant: "示例公司", site: "云海路 2 号", contact: "示例人", phone: "13800000000" } },
        }),
      }).assignments,
    ).toMatchObject([{ utility: "water", referral: true }]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
