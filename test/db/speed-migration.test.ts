import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { findDuplicates } from "#station/intake/duplicates.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { searchApplications } from "#station/search/search.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("a store from before segment search opens: its records are found, known as duplicates, and its audit log has an index", async ({
  openTestStation,
}) => {
  const newer = await openTestStation();
  const { id } = submitApplication(newer.context, newer.actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(newer.dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 10), join(newer.dir, "hall.db"));
  const { context, close } = await openStation(earlier, { ...testProfiles() });
  try {
    expect(searchApplications(context, "𠮷记").lines.map((line) => line.id)).toEqual([id]);
    expect(findDuplicates(context, yunhaiDraft()).map((line) => line.id)).toEqual([id]);
    expect(listAudit(context.db, id).map((entry) => entry.verb)).toEqual(["application.accepted"]);
    expect(context.db.prepare("EXPLAIN QUERY PLAN SELECT * FROM audit WHERE subject = ? ORDER BY seq").all(id)).toEqual(
      [expect.objectContaining({ detail: expect.stringContaining("USING INDEX audit_by_subject") as string })],
    );
    expect(findBrokenLink(context.db)).toBeNull();
    expect(context.db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    close();
  }
});
