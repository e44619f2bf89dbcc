import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { listOperators } from "#station/db/operators.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { searchApplications } from "#station/search/search.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("a store from before remote records opens with its own: its window, people and rules are those of this window", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  const before = allMigrations.findIndex((sql) => sql.includes("CREATE TABLE pulled_entries"));
  makePreviousStore(earlier, allMigrations.slice(0, before), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(open.context.station()).toEqual(context.station());
    expect(listOperators(open.context.db)).toEqual(listOperators(context.db));
    const shown = viewApplication(open.context, getApplicationRow(open.context, id));
    expect(shown).toEqual(viewApplication(context, getApplicationRow(context, id)));
    expect(shown.remote).toBeUndefined();
    expect(searchApplications(open.context, "𠮷记").lines).toMatchObject([{ id, remote: false }]);
  } finally {
    open.close();
  }
});
