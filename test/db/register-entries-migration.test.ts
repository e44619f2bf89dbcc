import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { findRegisterEntry, forgetRegisterEntry, keepRegisterEntry } from "#station/db/register-entries.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 5: opens a store from before look-ups were kept; the last answer for a code stays, and the oldest codes go first", async ({
  openTestStation,
}) => {
  const newer = await openTestStation();
  const { id, hash } = submitApplication(newer.context, newer.actor, { key: randomUUID(), body: yunhaiDraft() });
  const earlier = join(newer.dir, "earlier");
  mkdirSync(earlier);
  const before = allMigrations.findIndex((sql) => sql.includes("CREATE TABLE register_entries"));
  makePreviousStore(earlier, allMigrations.slice(0, before), join(newer.dir, "hall.db"));
  const { context, close } = await openStation(earlier, { ...testProfiles() });
  try {
    expect(getApplicationRow(context, id).hash).toBe(hash);
    keepRegisterEntry(context.db, { kind: "company", code: "A", body: "{}", at: "2026-11-20T01:00:00.000Z" });
    keepRegisterEntry(context.db, { kind: "company", code: "A", body: '{"name":"x"}', at: "2026-11-21T01:00:00.000Z" });
    expect([findRegisterEntry(context.db, "company", "A"), findRegisterEntry(context.db, "project", "A")]).toEqual([
      { body: '{"name":"x"}', askedAt: "2026-11-21T01:00:00.000Z" },
      null,
    ]);
    context.db.transaction(() => {
      for (let nth = 0; nth < 5000; nth += 1)
        keepRegisterEntry(context.db, {
          kind: "project",
          code: String(nth),
          body: "{}",
          at: "2026-11-22T01:00:00.000Z",
        });
    })();
    expect(findRegisterEntry(context.db, "company", "A")).toBeNull();
    forgetRegisterEntry(context.db, "project", "7");
    expect(context.db.prepare("SELECT count(*) FROM register_entries").pluck().get()).toBe(4999);
  } finally {
    close();
  }
});
