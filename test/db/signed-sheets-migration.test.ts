import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { insertAttachment, listAttachments } from "#station/db/attachments.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const at = "2026-09-18T02:00:00.000Z";

it("a store from before signed scans opens with its files bound to no paper, and each can be bound once and for good", async ({
  openTestStation,
}) => {
  const { context, actor, dir } = await openTestStation({ now: () => at });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const file = {
    applicationId: id,
    hash: "ab".repeat(32),
    mime: "application/pdf" as const,
    bytes: 5,
    name: "扫描.pdf",
    operatorId: actor.operator.id,
    at,
  };
  insertAttachment(context.db, { ...file, sheet: null });
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 20), join(dir, "hall.db"));
  const open = await openStation(earlier, { now: () => at, ...testProfiles() });
  try {
    const { db } = open.context;
    expect(listAttachments(db, id)).toEqual([{ ...file, sheet: null }]);
    const bound = { kind: "commitment-letter" as const, utility: "water", version: 1 };
    expect([
      insertAttachment(db, { ...file, sheet: null }),
      insertAttachment(db, { ...file, sheet: bound }),
      insertAttachment(db, { ...file, sheet: { ...bound, version: 2 } }),
    ]).toEqual([false, true, false]);
    expect(listAttachments(db, id)).toEqual([{ ...file, sheet: bound }]);
    expect(db.pragma("foreign_key_check")).toEqual([]);
  } finally {
    open.close();
  }
});
