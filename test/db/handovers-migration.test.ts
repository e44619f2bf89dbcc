import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findOperator } from "#station/db/operators.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { acceptHandover, offerHandover } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 15: a store from before hand-overs opens with its rows, and what it holds can be handed over", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id, dutyHolder } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 7), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const dutyOf = () => viewApplication(open.context, getApplicationRow(open.context, id)).dutyHolder;
    expect(dutyOf()).toEqual(dutyHolder);
    const station = open.context.station();
    const taker = findOperator(open.context.db, "clerk-2");
    if (taker === null) throw new Error("the demo hall has no second clerk");
    const offered = offerHandover(open.context, actor, {
      applicationId: id,
      shownVersion: 1,
      toOperatorId: taker.id,
      note: "",
    });
    acceptHandover(open.context, { operator: taker, station }, offered.outgoing[0]?.id ?? "none");
    expect(dutyOf().operatorId).toBe(taker.id);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
