import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { searchApplications } from "#station/search/search.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("a store whose segments know numbers by triples alone opens, and finds what it holds by its number", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation();
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const { acceptanceNumber } = getApplicationRow(context, id);
  // A segment that holds no term: read as it is, it would hide every number.
  context.db
    .prepare("INSERT INTO search_segments (id, first_row, row_count, directory) VALUES (1, 1, 128, ?)")
    .run(Buffer.alloc(64));
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 17), join(dir, "hall.db"));
  const open = await openStation(earlier, { ...testProfiles() });
  try {
    expect(searchApplications(open.context, acceptanceNumber.slice(-8)).lines.map((line) => line.id)).toEqual([id]);
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
