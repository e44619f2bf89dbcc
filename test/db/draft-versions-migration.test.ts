import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { getDraft, saveDraft } from "#station/intake/drafts.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 84: a store from before drafts were counted opens with its drafts, and they can be saved on", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T01:12:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  const id = randomUUID();
  saveDraft(context, actor, { id, body: yunhaiDraft() });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 11), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    const kept = getDraft(open.context, actor, id);
    expect(kept).toMatchObject({ body: yunhaiDraft(), version: 1 });
    expect(
      saveDraft(open.context, actor, { id, body: yunhaiDraft({ utilities: [] }), shownVersion: kept.version }).version,
    ).toBe(2);
  } finally {
    open.close();
  }
});
