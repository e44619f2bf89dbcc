import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { findOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it("row 58: a store from before payloads lay apart opens with each entry's own payload, sent and unsent, to the byte", async ({
  openTestStation,
}) => {
  const now = () => "2026-09-18T02:00:00.000Z";
  const { context, actor, dir } = await openTestStation({ now });
  for (const nth of [1, 2, 3])
    submitApplication(context, actor, {
      key: randomUUID(),
      body: yunhaiDraft({
        form: {
          header: { applicant: `示例𠮷${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
        },
      }),
    });
  const before = outboxPort(context.db).listDue(now(), 9);
  outboxPort(context.db).markSent(before[0]?.id ?? "", "R-00000001", now());
  const earlier = join(dir, "earlier");
  mkdirSync(earlier);
  makePreviousStore(earlier, allMigrations.slice(0, 26), join(dir, "hall.db"));
  const open = await openStation(earlier, { now, ...testProfiles() });
  try {
    expect(new Set(before.map(({ payload }) => payload)).size).toBe(3);
    expect(before.map(({ id }) => findOutboxEntry(open.context.db, id))).toMatchObject(
      before.map(({ id, key, payload, payloadHash }) => ({ id, key, payload, payloadHash })),
    );
    expect(
      outboxPort(open.context.db)
        .listDue(now(), 9)
        .map(({ payload }) => payload),
    ).toEqual(before.slice(1).map(({ payload }) => payload));
    expect(open.context.db.pragma("foreign_key_check")).toEqual([]);
    expect(open.context.db.pragma("quick_check", { simple: true })).toBe("ok");
  } finally {
    open.close();
  }
});
