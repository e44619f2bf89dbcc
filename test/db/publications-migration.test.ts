import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { insertPublication, listPublications } from "#station/db/publications.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("opens a store from before publications: its records are untouched, and what the centre publishes is kept once", async ({
  openTestStation,
}) => {
  const newer = await openTestStation();
  const { id, hash } = submitApplication(newer.context, newer.actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(newer.dir, "earlier");
  mkdirSync(earlier);
  const before = allMigrations.findIndex((sql) => sql.includes("CREATE TABLE publications"));
  makePreviousStore(earlier, allMigrations.slice(0, before), join(newer.dir, "hall.db"));
  const { context, close } = await openStation(earlier, { ...testProfiles() });
  try {
    expect(getApplicationRow(context, id).hash).toBe(hash);
    const item = {
      kind: "calendar.published" as const,
      id: randomUUID(),
      at: context.now(),
      name: "2027",
      version: 0,
      hash: "0".repeat(64),
      bytes: 10,
      signature: null,
    };
    expect([
      insertPublication(context.db, item, context.now()),
      insertPublication(context.db, item, context.now()),
    ]).toEqual([true, false]);
    expect(listPublications(context.db, 10)).toMatchObject([{ item, state: "offered", text: null, reason: null }]);
    expect(findBrokenLink(context.db)).toBeNull();
  } finally {
    close();
  }
});
